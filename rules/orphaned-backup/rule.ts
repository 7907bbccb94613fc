import type { Rule } from '@backlint/lint/rule';
import { judgeTarget } from '../judge-targets.ts';

export const orphanedBackup: Rule = {
  id: 'orphaned-backup',
  summary: 'A one-off Backup whose database does not exist in its namespace',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    for (const backup of model.oneOffBackups) {
      yield judgeTarget(model, backup, 'it stays pending for ever');
    }
  },
};
