import { type CalendarDate, dateOf, dayNumberOf } from './calendar-date.ts';
import type { CalendarSchedule } from './schedule.ts';

/** Whether a schedule runs on a day, given that its month is right. */
export function matchesDay(
  schedule: CalendarSchedule,
  { day, weekday }: Pick<CalendarDate, 'day' | 'weekday'>,
): boolean {
  const { daysOfMonth, daysOfWeek } = schedule;
  const isDayOfMonth = daysOfMonth.values.includes(day);
  const isDayOfWeek = daysOfWeek.values.includes(weekday);
  return daysOfMonth.star || daysOfWeek.star ? isDayOfMonth && isDayOfWeek : isDayOfMonth || isDayOfWeek;
}

/** The first day on which a schedule runs, from a given one to the end of a year. Days are counted from 1970-01-01. */
export function nextMatchingDay(schedule: CalendarSchedule, from: number, lastYear: number): number | undefined {
  let number = from;
  for (let date = dateOf(number); date.year <= lastYear; date = dateOf(number)) {
    if (!schedule.months.values.includes(date.month)) number = dayNumberOf(date.year, date.month + 1, 1);
    else if (!matchesDay(schedule, date)) number++;
    else return number;
  }
  return undefined;
}
