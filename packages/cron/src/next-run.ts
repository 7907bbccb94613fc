import { dateOf } from './calendar-date.ts';
import { secondsPerDay } from './local-time.ts';
import { nextMatchingDay } from './matching-day.ts';
import type { CalendarSchedule, Schedule } from './schedule.ts';
import { readTimeZone, type TimeZone, utc } from './time-zone.ts';
import { walkClock } from './walk-clock.ts';

/**
 * The first runs after a moment, at most `count`, in milliseconds since 1970. `zone` is that of the clock the platform
 * goes by: `spec.timeZone` of a CronJob, and the zone of the operator, UTC as a rule, for CloudNativePG.
 */
export function nextRuns(schedule: Schedule, from: Date | number, count: number, zone: TimeZone = utc): number[] {
  const found: number[] = [];
  if (count <= 0) return found;
  for (const run of runs(schedule, from, zone)) {
    if (found.push(run) >= count) break;
  }
  return found;
}

/**
 * Every run after a moment, each the next one after the run before, in milliseconds since 1970. They end where the library
 * stops looking, which is when none follows until the end of the fifth year.
 */
export function* runs(schedule: Schedule, from: Date | number, zone: TimeZone = utc): Generator<number, void> {
  let run = nextInstant(schedule, secondsOf(from), zone);
  while (run !== undefined) {
    yield run * 1000;
    run = nextInstant(schedule, run, zone);
  }
}

/** Whether a schedule, though valid, has no run after a moment, and so none that the platform ever finds. */
export function neverRuns(schedule: Schedule, from: Date | number, zone: TimeZone = utc): boolean {
  return nextInstant(schedule, secondsOf(from), zone) === undefined;
}

/** The whole second at or before a moment. */
export function secondsOf(moment: Date | number): number {
  const seconds = Math.floor(Number(moment) / 1000);
  if (!Number.isFinite(seconds)) throw new RangeError('The moment to look from is not a date');
  return seconds;
}

/** The first run after an instant, both in seconds since 1970. */
export function nextInstant(schedule: Schedule, after: number, zone: TimeZone): number | undefined {
  if (schedule.kind === 'interval') return after + schedule.periodSeconds;
  const clock = zoneOf(schedule, zone);
  const from = after + 1;
  const offset = clock.offsetAt(from);
  const match = nextMatch(schedule, from + offset);
  if (match === undefined) return undefined;
  // While nobody touches the clocks, the first time that matches is the next run. The library looks back no further than
  // to the start of the day or month, and skips no more than the hours that come twice on the day of the run.
  const isSteady = clock.isSteady(match.lookedAtFrom - offset, match.time + secondsPerDay - offset);
  return isSteady ? match.time - offset : walkClock(schedule, from, clock);
}

/** The zone that decides when a schedule runs. */
export function zoneOf(schedule: Schedule, zone: TimeZone): TimeZone {
  if (schedule.kind === 'interval' || schedule.timeZone === undefined) return zone;
  const own = readTimeZone(schedule.timeZone);
  return own.kind === 'valid' ? own.value : zone;
}

/** The first matching time on a clock that nobody touches, in seconds since its 1970. */
function nextMatch(schedule: CalendarSchedule, from: number): { time: number; lookedAtFrom: number } | undefined {
  const today = Math.floor(from / secondsPerDay);
  const date = dateOf(today);
  const lastYear = date.year + 5;
  const isMonth = schedule.months.values.includes(date.month);
  const lookedAtFrom = (isMonth ? today : today - date.day + 1) * secondsPerDay;

  const day = nextMatchingDay(schedule, today, lastYear);
  if (day === undefined) return undefined;
  const time = nextTimeOfDay(schedule, day === today ? from - today * secondsPerDay : 0);
  if (time !== undefined) return { time: day * secondsPerDay + time, lookedAtFrom };
  const dayAfter = nextMatchingDay(schedule, day + 1, lastYear);
  const firstTime = nextTimeOfDay(schedule, 0);
  if (dayAfter === undefined || firstTime === undefined) return undefined;
  return { time: dayAfter * secondsPerDay + firstTime, lookedAtFrom };
}

/** The first matching second of the day that is not before a given one. */
function nextTimeOfDay({ hours, minutes, seconds }: CalendarSchedule, from: number): number | undefined {
  const hour = Math.floor(from / 3600);
  const minute = Math.floor(from / 60) % 60;
  const [firstMinute, firstSecond] = [minutes.values[0], seconds.values[0]];
  if (firstMinute === undefined || firstSecond === undefined) return undefined;
  if (hours.values.includes(hour)) {
    if (minutes.values.includes(minute)) {
      const second = seconds.values.find((value) => value >= from % 60);
      if (second !== undefined) return hour * 3600 + minute * 60 + second;
    }
    const laterMinute = minutes.values.find((value) => value > minute);
    if (laterMinute !== undefined) return hour * 3600 + laterMinute * 60 + firstSecond;
  }
  const laterHour = hours.values.find((value) => value > hour);
  return laterHour === undefined ? undefined : laterHour * 3600 + firstMinute * 60 + firstSecond;
}
