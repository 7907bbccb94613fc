import { cadenceOf, yearsFrom } from '@backlint/cron/cadence';
import type { Schedule } from '../schedule.ts';
import { readTiming } from '../timing.ts';

/** Every rule about time asks the same of each schedule. */
const answered = new WeakMap<Schedule, { readonly now: number; readonly gap: number | undefined }>();

/** The longest time between two runs of a schedule in the two years from `now`, in seconds; undefined where it is not known. */
export function maximumGap(schedule: Schedule, now: Date): number | undefined {
  const known = answered.get(schedule);
  if (known?.now === now.getTime()) return known.gap;
  const timing = readTiming(schedule);
  const gap =
    timing.kind === 'computed' ? cadenceOf(timing.schedule, yearsFrom(now, 2), timing.zone).maximumGap : undefined;
  answered.set(schedule, { now: now.getTime(), gap });
  return gap;
}
