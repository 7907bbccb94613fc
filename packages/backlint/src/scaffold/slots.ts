import { freeSlot, type Slot } from '@backlint/cron/free-slot';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Schedule } from '@backlint/model/schedule';
import { readTiming, scheduledOf } from '@backlint/model/timing';
import { known } from '@backlint/source/value';

/** Minutes between runs that should not disturb each other. */
const distanceMinutes = 15;

/** The hour in which nights usually have room. */
const firstHour = 2;

/** A daily time that keeps clear of every backup, dump and verification of the repository. */
export function freeTime(model: BackupModel, now: Date): Slot {
  const existing = scheduledOf(model).flatMap(({ schedule }) => {
    const timing = readTiming(schedule);
    return timing.kind === 'computed' ? [timing] : [];
  });
  const window = { from: now, to: new Date(now.getTime() + 366 * 24 * 3600 * 1000) };
  const wishes = { existing, hour: firstHour, window };
  return (
    freeSlot({ ...wishes, distanceMinutes }) ??
    freeSlot({ ...wishes, distanceMinutes: 1 }) ?? { hour: firstHour, minute: 0 }
  );
}

/** A time of day later by so many minutes. */
export function later({ hour, minute }: Slot, minutes: number): Slot {
  const total = (hour * 60 + minute + minutes) % (24 * 60);
  return { hour: Math.floor(total / 60), minute: total % 60 };
}

/** The time of day at which a schedule runs, in UTC; undefined where it has not exactly one. */
export function timeOfDay(schedule: Schedule): Slot | undefined {
  const expression = known(schedule.expression);
  const fields = expression?.trim().split(/\s+/) ?? [];
  const [minute, hour, ...days] = schedule.dialect === 'cnpg' && fields.length === 6 ? fields.slice(1) : fields;
  if (days.length !== 3 || !/^\d+$/.test(minute ?? '') || !/^\d+$/.test(hour ?? '')) return undefined;
  return { hour: Number(hour), minute: Number(minute) };
}
