import { cadenceOf, yearsFrom } from '@backlint/cron/cadence';
import type { Rule } from '@backlint/lint/rule';
import { addBeside, replaceValue } from '@backlint/lint/value-fixes';
import { schedulesOf } from '@backlint/model/questions';
import { readTiming } from '@backlint/model/timing';
import { known } from '@backlint/source/value';
import { waitText } from '../wait-text.ts';

const day = 86_400;

export const lateFirstBackup: Rule = {
  id: 'late-first-backup',
  summary: 'A new schedule whose first backup is not taken at once',
  severity: 'note',
  since: '0.1.0',

  *check(model, { now }) {
    for (const schedule of model.baseBackupSchedules) {
      const { immediate, database, title } = schedule;
      if (immediate.kind === 'unknown' || known(schedule.suspended) === true || database.kind !== 'resolved') continue;
      if (known(immediate) === true) {
        const message = `${title} takes its first backup as soon as it exists`;
        yield {
          outcome: 'upheld',
          about: schedule,
          message,
          evidence: [{ message: 'immediate', at: immediate.origin }],
        };
        continue;
      }
      const siblings = schedulesOf(model, database.to).certain.filter((other) => other !== schedule);
      const timing = readTiming(schedule.schedule);
      if (timing.kind !== 'computed' || siblings.length > 0) continue;
      const longest = cadenceOf(timing.schedule, yearsFrom(now, 1), timing.zone).maximumGap;
      if (longest === undefined) continue;
      const fix = { title: 'Take the first backup at once', safety: 'safe' } as const;
      yield {
        outcome: 'problem',
        about: schedule,
        at: immediate.kind === 'written' ? immediate.origin : schedule.schedule.expression.origin,
        severity: longest > day ? 'warning' : 'note',
        message: `Until its first slot, up to ${waitText(longest)} after ${title} is created, ${database.to.title} has no base backup and cannot be restored`,
        remedy: 'Write `immediate: true`; it acts once, when the object is new, and does nothing later',
        ...(immediate.kind === 'written'
          ? replaceValue(immediate, 'true', fix)
          : addBeside(schedule.schedule.expression, immediate.origin, { immediate: true }, fix)),
      };
    }
  },
};
