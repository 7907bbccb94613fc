import type { Rule } from '@backlint/lint/rule';
import { addBeside } from '@backlint/lint/value-fixes';
import { capabilitiesFor } from '@backlint/model/questions';

export const implicitBackupMethod: Rule = {
  id: 'implicit-backup-method',
  summary: 'A schedule that leaves its backup method to a default',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    for (const schedule of model.baseBackupSchedules) {
      const { method, database, title } = schedule;
      if (method.kind !== 'defaulted' || database.kind !== 'resolved') continue;
      // A default that does not fit the database is the matter of `unsupported-backup-method`.
      const [capability] = capabilitiesFor(database.to, schedule).certain;
      if (!capability) continue;
      yield {
        outcome: 'problem',
        about: schedule,
        at: method.origin,
        message: `${title} writes no method, so it means ${method.value}: it stops working on the day ${database.to.title} moves to the plugin`,
        remedy: `Write \`method: ${method.value}\``,
        evidence: [{ message: 'what the cluster is set up for', at: capability.origin }],
        ...addBeside(
          schedule.schedule.expression,
          method.origin,
          { method: method.value },
          {
            title: 'Write the method that is in effect',
            safety: 'safe',
          },
        ),
      };
    }
  },
};
