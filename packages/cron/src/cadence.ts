import { blocksOf } from './blocks.ts';
import { secondsPerDay } from './local-time.ts';
import { secondsOf } from './next-run.ts';
import type { Schedule } from './schedule.ts';
import { type TimeZone, utc } from './time-zone.ts';

/** A stretch of time, `to` not included, in milliseconds since 1970 where they are numbers. */
export interface Window {
  readonly from: Date | number;
  readonly to: Date | number;
}

/** How often a schedule runs in a window. */
export interface Cadence {
  readonly runs: number;
  /** The shortest and longest time between two runs in the window, in seconds; undefined where there are fewer than two. */
  readonly minimumGap?: number;
  readonly maximumGap?: number;
  /** The most runs on one day of the calendar in the schedule's zone. */
  readonly maximumRunsPerDay: number;
}

/** How often a schedule runs in a window, counted day by day and not run by run. `@every` counts from its start. */
export function cadenceOf(schedule: Schedule, window: Window, zone: TimeZone = utc): Cadence {
  const [from, to] = [secondsOf(window.from), secondsOf(window.to)];
  if (schedule.kind === 'interval') return cadenceOfInterval(schedule.periodSeconds, Math.max(0, to - from));

  let [runs, runsOfDay, maximumRunsPerDay] = [0, 0, 0];
  let [minimumGap, maximumGap] = [Number.POSITIVE_INFINITY, 0];
  let lastDay: number | undefined;
  let lastRun: number | undefined;
  for (const { start, times, day } of blocksOf(schedule, from, to, zone)) {
    const gap = lastRun === undefined ? undefined : start + times.first - lastRun;
    minimumGap = Math.min(minimumGap, gap ?? minimumGap, times.shortestGap ?? minimumGap);
    maximumGap = Math.max(maximumGap, gap ?? 0, times.longestGap ?? 0);
    runs += times.count;
    runsOfDay = day === lastDay ? runsOfDay + times.count : times.count;
    maximumRunsPerDay = Math.max(maximumRunsPerDay, runsOfDay);
    lastDay = day;
    lastRun = start + times.last;
  }
  return { runs, maximumRunsPerDay, ...(runs < 2 ? {} : { minimumGap, maximumGap }) };
}

/** The window that begins at a moment and lasts a number of years of the calendar in UTC. */
export function yearsFrom(from: Date | number, years: number): Window {
  const to = new Date(Number(from));
  to.setUTCFullYear(to.getUTCFullYear() + years);
  return { from, to };
}

function cadenceOfInterval(period: number, length: number): Cadence {
  const runs = Math.floor(length / period);
  const maximumRunsPerDay = Math.min(runs, Math.ceil(secondsPerDay / period));
  return { runs, maximumRunsPerDay, ...(runs < 2 ? {} : { minimumGap: period, maximumGap: period }) };
}
