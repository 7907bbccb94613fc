import type { Rule } from '@backlint/lint/rule';
import { addBeside, replaceValue } from '@backlint/lint/value-fixes';
import type { Database, DatabasePlugin } from '@backlint/model/database';
import { cloudNativePgReleases, isReleasedIn } from '@backlint/model/operator-versions';
import { barmanCloudPlugin } from '@backlint/model/readers/cloudnative-pg/groups';
import { known } from '@backlint/source/value';

export const undeclaredWalArchiver: Rule = {
  id: 'undeclared-wal-archiver',
  summary: 'A barman-cloud plugin that is not declared to be the WAL archiver',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    const { operatorVersion } = model;
    if (operatorVersion !== undefined && !isReleasedIn(cloudNativePgReleases.isWalArchiver, operatorVersion)) return;
    for (const database of model.databases) {
      // Where the in-tree store archives as well, that is the matter of `conflicting-archivers`.
      if (database.backupCapabilities.some(({ method }) => method === 'barmanObjectStore')) continue;
      for (const plugin of database.plugins) {
        if (known(plugin.name) !== barmanCloudPlugin || known(plugin.enabled) !== true) continue;
        const at = plugin.declaredArchiver.origin;
        if (known(plugin.declaredArchiver) === true) {
          const message = `The barman-cloud plugin is the declared WAL archiver of ${database.title}`;
          yield { outcome: 'upheld', about: plugin, message, evidence: [{ message: 'the declaration', at }] };
        } else if (plugin.declaredArchiver.kind !== 'unknown' && !hasOtherArchiver(database, plugin)) {
          yield {
            outcome: 'problem',
            about: plugin,
            at,
            message: `The barman-cloud plugin of ${database.title} is not declared as its WAL archiver: while its sidecar is missing, WAL is thrown away instead of kept until it can be archived`,
            remedy: 'Write `isWALArchiver: true` beside the name of the plugin',
            ...declare(plugin),
          };
        }
      }
    }
  },
};

function hasOtherArchiver({ plugins }: Database, plugin: DatabasePlugin): boolean {
  return plugins.some((other) => other !== plugin && known(other.declaredArchiver) !== false);
}

function declare({ declaredArchiver, name }: DatabasePlugin) {
  const words = { title: 'Declare the plugin as WAL archiver', safety: 'safe' } as const;
  if (declaredArchiver.kind === 'written') return replaceValue(declaredArchiver, 'true', words);
  return addBeside(name, declaredArchiver.origin, { isWALArchiver: true }, words);
}
