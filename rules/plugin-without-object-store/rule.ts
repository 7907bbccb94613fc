import type { Rule } from '@backlint/lint/rule';
import type { DatabasePlugin } from '@backlint/model/database';
import { barmanCloudPlugin } from '@backlint/model/readers/cloudnative-pg/groups';
import { known } from '@backlint/source/value';

export const pluginWithoutObjectStore: Rule = {
  id: 'plugin-without-object-store',
  summary: 'A barman-cloud plugin that is not told which ObjectStore to use',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      for (const plugin of database.plugins) {
        if (known(plugin.name) !== barmanCloudPlugin || known(plugin.enabled) !== true || hasStore(plugin)) continue;
        const meant = plugin.parameters.find(({ name }) => /object|store/i.test(name) && name !== 'barmanObjectName');
        yield {
          outcome: 'problem',
          about: plugin,
          at: meant?.origin ?? plugin.objectStore.origin,
          message: `The barman-cloud plugin of ${database.title} has no barmanObjectName: it is skipped with a line in the operator's log, and neither WAL nor backups are kept`,
          remedy: meant
            ? `The parameter is called \`barmanObjectName\`, not \`${meant.name}\``
            : 'Write the name of an ObjectStore of the same namespace in parameters.barmanObjectName',
        };
      }
    }
    for (const path of model.restorePaths) {
      if (path.destination.kind !== 'dangling' || path.destination.name !== '') continue;
      yield {
        outcome: 'problem',
        about: path,
        at: path.destination.origin,
        message: `The plugin of ${path.title} has no barmanObjectName, so nothing can be restored from it`,
        remedy: 'Write the name of an ObjectStore of the same namespace in parameters.barmanObjectName',
      };
    }
  },
};

function hasStore({ objectStore }: DatabasePlugin): boolean {
  return objectStore.kind === 'unknown' || (known(objectStore) ?? '') !== '';
}
