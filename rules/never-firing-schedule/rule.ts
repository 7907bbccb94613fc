import { neverRuns } from '@backlint/cron/next-run';
import type { Rule } from '@backlint/lint/rule';
import { readTiming, scheduledOf } from '@backlint/model/timing';

export const neverFiringSchedule: Rule = {
  id: 'never-firing-schedule',
  summary: 'A schedule that is valid and never runs',
  severity: 'error',
  since: '0.1.0',

  *check(model, { now }) {
    for (const scheduled of scheduledOf(model)) {
      const timing = readTiming(scheduled.schedule);
      if (timing.kind !== 'computed' || !neverRuns(timing.schedule, now, timing.zone)) continue;
      yield {
        outcome: 'problem',
        about: scheduled,
        at: scheduled.schedule.expression.origin,
        message: `${scheduled.title} never runs: no day within the next years matches \`${timing.schedule.expression}\``,
        remedy: 'Write days of the month that its months have',
      };
    }
  },
};
