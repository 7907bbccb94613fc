import { type CalendarDate, dateOf, dayNumberOf } from './calendar-date.ts';
import type { TimeZone } from './time-zone.ts';

export const secondsPerDay = 86_400;

/** The seconds since midnight in UTC. */
export function secondOfDay(instant: number): number {
  return ((instant % secondsPerDay) + secondsPerDay) % secondsPerDay;
}

/** What calendar and clock on the wall show at an instant. */
export interface LocalTime extends CalendarDate {
  /** Seconds since 1970, UTC. */
  readonly instant: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a calendar and a clock in a zone show at an instant. */
export function localTimeAt(instant: number, zone: TimeZone): LocalTime {
  const shown = instant + zone.offsetAt(instant);
  const number = Math.floor(shown / secondsPerDay);
  const time = shown - number * secondsPerDay;
  const { year, month, day, weekday } = dateOf(number);
  const [hour, minute, second] = [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60];
  return { instant, year, month, day, weekday, hour, minute, second };
}

/**
 * When calendar and clock of a zone show this, as Go's `time.Date` has it: days past the end of a month run over into the
 * next one, of a time that comes twice one is taken, and a time that is left out lies as far before or after the gap.
 */
export function instantOf(
  {
    year,
    month,
    day,
    hour = 0,
    minute = 0,
    second = 0,
  }: Partial<LocalTime> & Pick<LocalTime, 'year' | 'month' | 'day'>,
  zone: TimeZone,
): number {
  const local = dayNumberOf(year, month, day) * secondsPerDay + hour * 3600 + minute * 60 + second;
  return local - zone.offsetAt(local - zone.offsetAt(local));
}
