import type { CalendarSchedule } from './schedule.ts';
import { listedNumbers } from './words.ts';

/** On which days a schedule runs, in words: "every day", "every Sunday", "Monday to Friday", "on day 1 of January". */
export function describeDays(schedule: CalendarSchedule): string {
  const { daysOfMonth, daysOfWeek, months } = schedule;
  const isAnyDay = daysOfMonth.values.length === 31;
  const isAnyWeekday = daysOfWeek.values.length === 7;
  const needsBoth = daysOfMonth.star || daysOfWeek.star;
  const isEveryMonth = months.values.length === 12;
  const monthWords = monthNames(months.values);
  const inMonths = isEveryMonth ? '' : / to /.test(monthWords) ? ` from ${monthWords}` : ` in ${monthWords}`;
  const onDays = `on ${daysOfMonth.values.length === 1 ? 'day' : 'days'} ${listedNumbers(daysOfMonth.values)}`;
  const ofMonths = ` of ${isEveryMonth ? 'the month' : monthWords}`;

  if (needsBoth ? isAnyDay && isAnyWeekday : isAnyDay || isAnyWeekday) return `every day${inMonths}`;
  if (isAnyDay || daysOfMonth.values.length === 0) return `${everyWeekday(daysOfWeek.values)}${inMonths}`;
  if (isAnyWeekday || daysOfWeek.values.length === 0) return `${onDays}${ofMonths}`;
  return needsBoth
    ? `${onDays}${ofMonths} if that is a ${listedNumbers(mondayFirst(daysOfWeek.values), weekdayName).replace(/ and (?=[^,]*$)/, ' or ')}`
    : `${onDays}${ofMonths} and ${everyWeekday(daysOfWeek.values)}${inMonths}`;
}

function everyWeekday(values: readonly number[]): string {
  const words = listedNumbers(mondayFirst(values), weekdayName);
  return / to /.test(words) ? words : `every ${words}`;
}

/** The week that people name days in ends on a Sunday. */
function mondayFirst(values: readonly number[]): number[] {
  return values.map((value) => (value === 0 ? 7 : value)).sort((left, right) => left - right);
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function weekdayName(value: number): string {
  return weekdays[value] ?? '';
}

const monthsOfYear = 'January February March April May June July August September October November December'.split(' ');

function monthNames(values: readonly number[]): string {
  return listedNumbers(values, (value) => monthsOfYear[value - 1] ?? '');
}
