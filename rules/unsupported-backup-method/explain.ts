import type { BackupCapability, BackupMethod, Database } from '@backlint/model/database';
import type { BackupRequest } from '@backlint/model/protection';
import { known } from '@backlint/source/value';
import { nearestName } from '../nearest-name.ts';

/** What the operator does with such a backup (CloudNativePG 1.30, `checkPrerequisites` and the Backup webhook). */
export function explain(
  { title, plugin }: BackupRequest,
  method: BackupMethod,
  how: string,
  database: Database,
): { message: string; remedy: string } {
  const offered = database.backupCapabilities.filter(({ enabled }) => known(enabled) === true).map(describeCapability);
  const remedy =
    offered.length > 0
      ? `Use what the cluster is set up for: ${offered.join(' or ')}`
      : 'Set the cluster up for backups first: list the barman-cloud plugin in its spec.plugins';
  if (method !== 'plugin') {
    const message = `${title} uses ${how}, but ${database.title} has no ${method} section: the operator marks every backup as failed`;
    return { message, remedy };
  }
  const wanted = known(plugin);
  if (wanted === undefined) {
    const message = `${title} uses ${how} and names no plugin: it is accepted, but every Backup it creates is refused`;
    return { message, remedy: 'Write the name of the plugin in spec.pluginConfiguration.name' };
  }
  const names = database.backupCapabilities.flatMap(({ plugin: name }) => (name && known(name)) ?? []);
  if (names.includes(wanted)) {
    const message = `${title} uses the plugin ${wanted}, which ${database.title} lists with \`enabled: false\`: every backup fails`;
    return { message, remedy: 'Remove `enabled: false` from the plugin in the cluster' };
  }
  const near = nearestName(wanted, names);
  return {
    message: `${title} uses the plugin ${wanted}, which ${database.title} does not list: every backup fails`,
    remedy: near === undefined ? remedy : `Did you mean \`${near}\`?`,
  };
}

/** How a way of taking backups is called in a sentence. */
export function describeCapability({ method, plugin }: BackupCapability): string {
  return plugin === undefined ? method : `plugin ${known(plugin) ?? ''}`.trimEnd();
}
