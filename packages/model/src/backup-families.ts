import { known } from '@backlint/source/value';
import type { Database } from './database.ts';
import type { BackupMetricFamily } from './exported-metrics.ts';
import { barmanCloudPlugin } from './readers/cloudnative-pg/groups.ts';

/**
 * Which families of metrics tell of the backups of some databases: the operator's own tell of in-tree stores and volume
 * snapshots, the barman-cloud plugin's of what goes through it. Undefined where the files do not decide.
 */
export function backupFamiliesOf(databases: readonly Database[]): ReadonlySet<BackupMetricFamily> | undefined {
  const capabilities = databases.flatMap(({ backupCapabilities }) => backupCapabilities);
  const families = new Set<BackupMetricFamily>();
  for (const { plugin, enabled } of capabilities) {
    if (known(enabled) === false) continue;
    if (enabled.kind === 'unknown' || plugin?.kind === 'unknown') return undefined;
    if (plugin === undefined) families.add('in-tree');
    else if (known(plugin) === barmanCloudPlugin) families.add('plugin');
  }
  return databases.some(({ role }) => role.kind === 'template') ? undefined : families;
}
