import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { LogicalDump } from '@backlint/model/protection';
import { sentence } from '../sentence.ts';

export const silentDumpFailure: Rule = {
  id: 'silent-dump-failure',
  summary: 'A dump job that succeeds when its dump fails',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const dump of model.logicalDumps) yield judge(dump);
  },
};

function judge(dump: LogicalDump): Assessment {
  const { title, failure, prunes } = dump;
  if (failure.kind === 'unknown') {
    return {
      outcome: 'undecided',
      about: dump,
      why: `whether ${title} fails with its dump is not known: ${failure.why}`,
    };
  }
  const at = failure.origin;
  if (failure.kind === 'told') {
    return { outcome: 'upheld', about: dump, at, message: `${title} fails when its dump does`, evidence: [] };
  }
  return {
    outcome: 'problem',
    about: dump,
    at,
    severity: prunes ? 'error' : 'warning',
    message: prunes
      ? `${sentence(failure.how)}: ${title} succeeds with an empty dump, and goes on to delete old ones until only empty ones are left`
      : `${sentence(failure.how)}: ${title} succeeds with an empty dump, and nobody hears of it`,
    remedy: 'Write `set -euo pipefail` first (bash, or ash of Alpine), and look at the dump before it counts',
    evidence: prunes ? [{ message: 'it deletes old dumps here', at: prunes }] : [],
  };
}
