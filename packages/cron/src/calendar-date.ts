/** A day on the calendar. */
export interface CalendarDate {
  readonly year: number;
  /** January is 1. */
  readonly month: number;
  readonly day: number;
  /** Sunday is 0. */
  readonly weekday: number;
}

/** The date of a day counted from 1970-01-01. `Date` can do this too, and takes most of the time of an analysis for it. */
export function dateOf(number: number): CalendarDate {
  // Counted from 1 March of the year 0, so that leap days come last in their year.
  const sinceMarch = number + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthSinceMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthSinceMarch < 10 ? monthSinceMarch + 3 : monthSinceMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthSinceMarch + 2) / 5) + 1,
    weekday: (((number + 4) % 7) + 7) % 7,
  };
}

/** The number of a day counted from 1970-01-01. Months and days past the end run over into the next year or month. */
export function dayNumberOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
