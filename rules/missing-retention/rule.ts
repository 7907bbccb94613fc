import type { Rule } from '@backlint/lint/rule';
import { destinationsInUse, listTitles } from '../destinations-in-use.ts';
import { sentence } from '../sentence.ts';

export const missingRetention: Rule = {
  id: 'missing-retention',
  summary: 'An object store from which no backup ever expires',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const { destination, databases } of destinationsInUse(model)) {
      const { retention, title } = destination;
      const at = retention.origin;
      if (retention.kind === 'unknown') {
        const why = `the retention of ${title} is not known: ${retention.why}`;
        yield { outcome: 'undecided', about: destination, at, why };
      } else if (retention.kind === 'absent') {
        const inTree = destination.declaredIn === 'cluster';
        yield {
          outcome: 'problem',
          about: destination,
          at,
          message: `Nothing expires the backups of ${listTitles(databases)}: ${inTree ? 'it' : title} has no retention policy, so base backups and WAL pile up for ever`,
          remedy: `Write \`retentionPolicy: 30d\` (${inTree ? 'spec.backup.retentionPolicy' : 'spec.retentionPolicy'}), or as long as you need to go back`,
        };
      } else {
        const message = sentence(`${title} keeps a recovery window of ${retention.value}`);
        yield { outcome: 'upheld', about: destination, message, evidence: [{ message: 'the retention policy', at }] };
      }
    }
  },
};
