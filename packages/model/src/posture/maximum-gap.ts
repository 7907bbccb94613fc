import { cadenceOf, yearsFrom } from '@backlint/cron/cadence';
import type { Schedule } from '../schedule.ts';
import { readTiming } from '../timing.ts';

/** The longest time between two runs of a schedule in the two years from `now`, in seconds; undefined where it is not known. */
export function maximumGap(schedule: Schedule, now: Date): number | undefined {
  const timing = readTiming(schedule);
  return timing.kind === 'computed' ? cadenceOf(timing.schedule, yearsFrom(now, 2), timing.zone).maximumGap : undefined;
}
