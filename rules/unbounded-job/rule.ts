import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { JobConduct } from '@backlint/model/job-conduct';
import type { Part } from '@backlint/model/part';
import { known } from '@backlint/source/value';

export const unboundedJob: Rule = {
  id: 'unbounded-job',
  summary: 'A dump or verification that may hang for ever',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    for (const dump of model.logicalDumps) yield judge(dump, dump.conduct, false);
    for (const verification of model.verifications) {
      yield judge(verification, verification.conduct, verification.kind === 'restore-drill');
    }
  },
};

function judge(job: Part, { deadline, concurrency }: JobConduct, isDrill: boolean): Assessment {
  const { title } = job;
  const at = deadline.origin;
  if (deadline.kind === 'unknown') {
    return {
      outcome: 'undecided',
      about: job,
      at,
      why: `after how long ${title} is ended is not known: ${deadline.why}`,
    };
  }
  if (deadline.kind !== 'absent') {
    const message = `${title} is ended after ${deadline.value} seconds`;
    return { outcome: 'upheld', about: job, at, message, evidence: [] };
  }
  if (concurrency.kind === 'unknown') {
    const why = `what becomes of a run of ${title} that hangs is not known: ${concurrency.why}`;
    return { outcome: 'undecided', about: job, at: concurrency.origin, why };
  }
  const policy = known(concurrency);
  if (policy === 'Replace') {
    const message = `A run of ${title} that hangs is replaced by the next`;
    return { outcome: 'upheld', about: job, at: concurrency.origin, message, evidence: [] };
  }
  const remedy = 'Write `activeDeadlineSeconds` in the spec of its jobTemplate, well below the time between two runs';
  if (policy === 'Forbid') {
    return {
      outcome: 'problem',
      about: job,
      message: `${title} has no deadline, and no run starts beside another: one that hangs is the last, and never fails`,
      remedy,
      evidence: [{ message: 'no run beside another', at: concurrency.origin }],
    };
  }
  return {
    outcome: 'problem',
    about: job,
    // Two drills would make, use and delete one cluster.
    severity: isDrill ? 'warning' : 'note',
    message: `${title} has no deadline, and runs may overlap: one that hangs never fails, and ${isDrill ? 'the next works on the same cluster' : 'the next ones join it'}`,
    remedy: `${remedy}, and \`concurrencyPolicy: Forbid\``,
    evidence: [],
  };
}
