import type { Rule } from '@backlint/lint/rule';
import { barmanCloudPlugin } from '@backlint/model/readers/cloudnative-pg/groups';
import { known } from '@backlint/source/value';

export const repeatedPlugin: Rule = {
  id: 'repeated-plugin',
  summary: 'A plugin that a database lists twice',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      for (const [index, plugin] of database.plugins.entries()) {
        const name = known(plugin.name);
        const later = database.plugins.slice(index + 1).find((other) => known(other.name) === name);
        if (name === undefined || !later) continue;
        const what =
          name === barmanCloudPlugin
            ? 'it reads the parameters of the last entry only, also where that is switched off'
            : 'which of the entries counts is up to the plugin';
        yield {
          outcome: 'problem',
          about: plugin,
          discriminator: String(index),
          message: `${database.title} lists the plugin ${name} twice: ${what}`,
          remedy: 'Keep one entry; a second archive needs a second database or a copy of the bucket',
          evidence: [{ message: 'listed again', at: later.origin }],
        };
      }
    }
  },
};
