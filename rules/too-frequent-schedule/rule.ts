import { cadenceOf, yearsFrom } from '@backlint/cron/cadence';
import type { Rule } from '@backlint/lint/rule';
import { isFiveFieldMistake, readTiming } from '@backlint/model/timing';
import { known } from '@backlint/source/value';
import { grouped } from '../grouped.ts';

const quarterHour = 900;
const hour = 3600;

/** Nearer to each other than this a backup waits for the one before. */
const minutes = { summary: 'minutes between two base backups, at least', default: 60 };

export const tooFrequentSchedule: Rule = {
  id: 'too-frequent-schedule',
  summary: 'Base backups that follow each other within an hour',
  severity: 'warning',
  since: '0.1.0',
  options: { minutes },

  *check(model, { now, options }) {
    const leastGap = (options?.minutes ?? minutes.default) * 60;
    for (const schedule of model.baseBackupSchedules) {
      const timing = readTiming(schedule.schedule);
      // Snapshots are cheap, and five fields explain themselves.
      if (
        timing.kind !== 'computed' ||
        (known(schedule.method) !== 'barmanObjectStore' && known(schedule.method) !== 'plugin')
      )
        continue;
      if (isFiveFieldMistake(schedule.schedule)) continue;
      const { minimumGap, runs } = cadenceOf(timing.schedule, yearsFrom(now, 1), timing.zone);
      const at = schedule.schedule.expression.origin;
      if (minimumGap === undefined) continue;
      if (minimumGap >= leastGap) {
        const message = `${schedule.title} leaves at least ${atLeast(minimumGap)} between two base backups`;
        yield { outcome: 'upheld', about: schedule, message, evidence: [{ message: 'the schedule', at }] };
        continue;
      }
      yield {
        outcome: 'problem',
        about: schedule,
        at,
        severity: minimumGap < quarterHour ? 'error' : 'warning',
        message: `${schedule.title} takes a base backup every ${gapInWords(minimumGap)}, ${grouped(runs)} a year: each is a full copy of the database, and the next waits for the one before`,
        remedy: 'Take one a day (`0 0 2 * * *`): between two of them the WAL archive already keeps every change',
      };
    }
  },
};

function atLeast(seconds: number): string {
  return seconds < hour ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / hour)} h`;
}

function gapInWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? 'second' : `${seconds} seconds`;
  const whole = Math.round(seconds / 60);
  return whole === 1 ? 'minute' : `${whole} minutes`;
}
