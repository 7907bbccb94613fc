import { blocksOf } from './blocks.ts';
import type { Window } from './cadence.ts';
import { secondsOnClock } from './clock-mask.ts';
import { secondOfDay, secondsPerDay } from './local-time.ts';
import { secondsOf } from './next-run.ts';
import type { TimedSchedule } from './overlap.ts';
import { type TimeZone, utc } from './time-zone.ts';

/** A time of day. */
export interface Slot {
  readonly hour: number;
  readonly minute: number;
}

/** What a new daily run should keep clear of. */
export interface SlotWishes {
  /** Schedules that run already. Every time of day at which one ever runs is taken; `@every` ones have none. */
  readonly existing: readonly TimedSchedule[];
  /** The hour to look in first. */
  readonly hour: number;
  /** How far from every other run the new one should be. */
  readonly distanceMinutes: number;
  /** The stretch of time to look at; a year sees every run and both changes of the clocks. */
  readonly window: Window;
  /** The zone whose clock the new run goes by. */
  readonly zone?: TimeZone;
}

/** The first free minute from the full hour on, through the next day if need be; undefined where the day is full. */
export function freeSlot({ existing, hour, distanceMinutes, window, zone = utc }: SlotWishes): Slot | undefined {
  const [from, to] = [secondsOf(window.from), secondsOf(window.to)];
  const taken = takenSeconds(existing, from, to, distanceMinutes * 60);
  const offsets = new Set<number>();
  for (let day = from; day < to; day += secondsPerDay) offsets.add(zone.offsetAt(day));
  for (let minute = 0; minute < 24 * 60; minute++) {
    const slot = { hour: (hour + Math.floor(minute / 60)) % 24, minute: minute % 60 };
    const local = slot.hour * 3600 + slot.minute * 60;
    if ([...offsets].every((offset) => taken[secondOfDay(local - offset)] === 0)) return slot;
  }
  return undefined;
}

/** For each second of the day in UTC, how many seconds at which something runs are too near. */
function takenSeconds(existing: readonly TimedSchedule[], from: number, to: number, distance: number): Int32Array {
  const taken = new Int32Array(secondsPerDay);
  if (distance <= 0) return taken;
  const busy = new Uint8Array(secondsPerDay);
  for (const { schedule, zone = utc } of existing) {
    if (schedule.kind === 'interval') continue;
    for (const second of secondsOnClock(blocksOf(schedule, from, to, zone))) busy[second] = 1;
  }
  const busyAt = (second: number) => busy[secondOfDay(second)] ?? 0;
  const reach = Math.min(distance - 1, secondsPerDay / 2);
  let near = 0;
  for (let second = -reach; second <= reach; second++) near += busyAt(second);
  for (let second = 0; second < secondsPerDay; second++) {
    taken[second] = near;
    near += busyAt(second + reach + 1) - busyAt(second - reach);
  }
  return taken;
}
