import { freeSlot } from '@backlint/cron/free-slot';
import type { TimedSchedule } from '@backlint/cron/overlap';
import { parseSchedule } from '@backlint/cron/parse-schedule';
import type { TextEdit } from '@backlint/lint/fix';
import { type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { startPosition } from '@backlint/source/position';
import { timeOfDay } from '../time-of-day.ts';

/** A schedule of the model with when it runs. */
export interface ActiveSchedule extends TimedSchedule {
  readonly about: BaseBackupSchedule;
}

const distanceMinutes = 10;
const year = 366 * 86_400_000;

/** With more schedules than these, a person should plan the night; and each slot is looked for among all of them. */
const mostSchedules = 50;

/**
 * Gives all schedules of a group but the first the next free slots after the hour they have, apart from everything that
 * runs. No fix unless each has one time of day, written in a place of its own.
 */
export function staggerFix(group: readonly ActiveSchedule[], all: readonly ActiveSchedule[], now: Date): OptionalFix {
  const [first, ...others] = group;
  if (!first || others.length === 0 || all.length > mostSchedules || !haveOwnPlaces(group)) return {};
  const taken: TimedSchedule[] = all.filter((schedule) => !others.includes(schedule));
  const window = { from: now, to: new Date(now.getTime() + year) };
  const words = { title: 'Give each schedule a slot of its own', safety: 'unsafe' } as const;
  const edits: TextEdit[] = [];
  for (const { about, zone } of others) {
    const time = timeOfDay(about.schedule);
    const wishes = { existing: taken, distanceMinutes, window, ...(zone ? { zone } : {}) };
    const slot = time && freeSlot({ ...wishes, hour: time.hour });
    if (!slot) return {};
    const expression = time.at(slot);
    const { fix } = replaceValue(about.schedule.expression, expression, words);
    const parsed = parseSchedule(expression, about.schedule.dialect);
    if (!fix || parsed.kind === 'invalid') return {};
    edits.push(...fix.edits);
    taken.push({ schedule: parsed.schedule, ...(zone ? { zone } : {}) });
  }
  return { fix: { ...words, edits } };
}

/** Schedules that one line writes, as in a module, cannot be told apart. */
function haveOwnPlaces(group: readonly ActiveSchedule[]): boolean {
  const places = group.map(({ about }) => {
    const { range } = about.schedule.expression.origin;
    return `${range.file.path}:${startPosition(range).line}:${range.start}`;
  });
  return new Set(places).size === places.length;
}
