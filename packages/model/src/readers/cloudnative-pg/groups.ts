/** The API groups of CloudNativePG and its barman plugin. Other operators reuse the kinds, so a kind alone says nothing. */
export const cloudNativePgGroup = 'postgresql.cnpg.io';
export const barmanCloudGroup = 'barmancloud.cnpg.io';

/** The name under which the barman-cloud plugin registers; exactly this, or the operator looks for another plugin. */
export const barmanCloudPlugin = 'barman-cloud.cloudnative-pg.io';
