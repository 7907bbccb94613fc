import { dateOf } from './calendar-date.ts';
import { secondsPerDay } from './local-time.ts';
import { matchesDay } from './matching-day.ts';
import { nextInstant, zoneOf } from './next-run.ts';
import type { CalendarSchedule } from './schedule.ts';
import type { TimeZone } from './time-zone.ts';
import { atStart, type Times, timesOf } from './times-of-day.ts';

/** Runs that lie within one day: at `start` plus each of the times. Instants are in seconds since 1970. */
export interface Block {
  readonly start: number;
  readonly times: Times;
  /** The day on the calendar of the schedule's zone, counted from 1970-01-01. */
  readonly day: number;
}

/**
 * The runs from one instant to another, which is not included, whole days at a time. Days on which the clocks change, and
 * those at the ends, come by the hour or one by one: there each run follows from the one before, as the library has it.
 */
export function* blocksOf(schedule: CalendarSchedule, from: number, to: number, zone: TimeZone): Generator<Block> {
  const clock = zoneOf(schedule, zone);
  const hourParts = [
    { unit: 60, values: schedule.minutes.values },
    { unit: 1, values: schedule.seconds.values },
  ];
  const [day, hour] = [timesOf([{ unit: 3600, values: schedule.hours.values }, ...hourParts]), timesOf(hourParts)];

  let run = nextInstant(schedule, from - 1, clock);
  while (run !== undefined && run < to) {
    const block: Block = wholeBlock(run, day, secondsPerDay) ?? wholeBlock(run, hour, 3600) ?? singleRun(run);
    yield block;
    run = nextInstant(schedule, block.start + block.times.last, clock);
  }

  function singleRun(run: number): Block {
    return { start: run, times: atStart, day: Math.floor((run + clock.offsetAt(run)) / secondsPerDay) };
  }

  /** The day or hour that begins with a run, if nothing can come between the times in it. */
  function wholeBlock(run: number, times: Times | undefined, length: number): Block | undefined {
    if (times === undefined) return undefined;
    const local = run + clock.offsetAt(run);
    const day = Math.floor(local / secondsPerDay);
    const time = local - day * secondsPerDay;
    const start = run - (time % length);
    if (start + times.first !== run || start + times.last >= to) return undefined;
    if (!clock.isSteady(start, start + length - 1)) return undefined;
    // A day without a midnight can make the library slip into one that does not match; it leaves that again.
    return matchesDay(schedule, dateOf(day)) ? { start, times, day } : undefined;
  }
}
