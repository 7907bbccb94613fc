import type { Rule } from '@backlint/lint/rule';
import { judgeTarget } from '../judge-targets.ts';

export const orphanedSchedule: Rule = {
  id: 'orphaned-schedule',
  summary: 'A schedule whose database does not exist in its namespace',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const schedule of model.baseBackupSchedules) {
      yield judgeTarget(model, schedule, 'every run leaves a Backup that stays pending for ever');
    }
  },
};
