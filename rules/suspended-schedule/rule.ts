import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';

export const suspendedSchedule: Rule = {
  id: 'suspended-schedule',
  summary: 'A schedule of base backups or dumps that is switched off',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const schedule of [...model.baseBackupSchedules, ...model.logicalDumps]) {
      const { suspended, title } = schedule;
      const at = suspended.origin;
      if (suspended.kind === 'unknown') {
        const why = `whether ${title} is suspended is not known: ${suspended.why}`;
        yield { outcome: 'undecided', about: schedule, at, why };
      } else if (suspended.kind !== 'absent' && suspended.value) {
        yield {
          outcome: 'problem',
          about: schedule,
          at,
          message: `${title} is suspended: no backup is taken until somebody remembers, and nothing tells that none is`,
          remedy: 'Write `suspend: false`, or delete the schedule if the database needs no backups',
          ...replaceValue(suspended, 'false', { title: 'Resume the schedule', safety: 'unsafe' }),
        };
      } else {
        yield { outcome: 'upheld', about: schedule, message: `${title} is not suspended`, evidence: [] };
      }
    }
  },
};
