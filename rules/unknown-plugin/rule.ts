import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import { barmanCloudPlugin } from '@backlint/model/readers/cloudnative-pg/groups';
import { known, type Value } from '@backlint/source/value';
import { distance } from 'fastest-levenshtein';

export const unknownPlugin: Rule = {
  id: 'unknown-plugin',
  summary: 'A plugin whose name is nearly that of the barman-cloud plugin',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    const listed = model.databases.flatMap(({ plugins }) => plugins.map((about) => ({ about, name: about.name })));
    const read = model.restorePaths.flatMap((about) => (about.plugin ? [{ about, name: about.plugin }] : []));
    for (const { about, name } of [...listed, ...read]) {
      if (!isNearly(name)) continue;
      yield {
        outcome: 'problem',
        about,
        at: name.origin,
        message: `No plugin is called \`${known(name)}\`: the operator stops reconciling the Cluster, and nothing is archived`,
        remedy: `The barman-cloud plugin is called \`${barmanCloudPlugin}\``,
        ...replaceValue(name, barmanCloudPlugin, { title: `Write ${barmanCloudPlugin}`, safety: 'unsafe' }),
      };
    }
  },
};

function isNearly(name: Value<string>): boolean {
  const written = known(name);
  return written !== undefined && written !== barmanCloudPlugin && distance(written, barmanCloudPlugin) <= 3;
}
