import { expect, test } from 'vitest';
import { describe } from './describe.ts';
import { parseSchedule } from './parse-schedule.ts';

test.each([
  ['0 0 3 * * *', 'every day at 03:00:00'],
  ['0 30 2,14 * * *', 'every day at 02:30:00 and 14:30:00'],
  ['0 3 * * *', 'at second 0 of minute 3, every hour'],
  ['0 0 * * 1', 'at second 0 of minute 0, every hour, in January'],
  ['0 0 * * 1-5', 'at second 0 of minute 0, every hour, from January to May'],
  ['*/15 * * * *', 'every 15 seconds'],
  ['0 */6 * * *', 'every 6 minutes'],
  ['30 2-59/15 * * * *', 'every 15 minutes from minute 2 at second 30'],
  ['* * * * * *', 'every second'],
  ['* 0 3 * * *', 'every second of minute 0 of hour 3'],
  ['* * 3 * * *', 'every second of hour 3'],
  ['5,7 * * * * *', 'at seconds 5 and 7 of every minute'],
  ['0 0 */2 * * *', 'at second 0 of minute 0, every 2 hours'],
  ['0 0 1/2 * * *', 'at second 0 of minute 0, every 2 hours from hour 1'],
  ['0 0 8-17 * * MON-FRI', 'at second 0 of minute 0 of hours 8 to 17, Monday to Friday'],
  ['0 */20 8-17 * * *', 'every 20 minutes, from 08:00 to 17:59'],
  ['0 */5 */6 * * *', 'every 5 minutes of hours 0, 6, 12 and 18'],
  ['0 0,5,10,20,40 * * * *', 'at second 0 of minutes 0, 5, 10, 20 and 40, every hour'],
  ['0 0 3 * * SUN', 'every Sunday at 03:00:00'],
  ['0 0 3 * * SAT,SUN', 'every Saturday and Sunday at 03:00:00'],
  ['0 0 3 * * 0,5,6', 'Friday to Sunday at 03:00:00'],
  ['0 0 3 1 * *', 'on day 1 of the month at 03:00:00'],
  ['0 0 3 1,15 */3 *', 'on days 1 and 15 of January, April, July and October at 03:00:00'],
  ['0 0 3 1-7 * *', 'on days 1 to 7 of the month at 03:00:00'],
  ['0 0 3 */2 * *', 'on days 1, 3, 5 … 31 of the month at 03:00:00'],
  ['0 0 3 1 * MON', 'on day 1 of the month and every Monday at 03:00:00'],
  ['0 0 3 */10 * MON,TUE', 'on days 1, 11, 21 and 31 of the month if that is a Monday or Tuesday at 03:00:00'],
  ['0 0 3 1-31 * MON', 'every day at 03:00:00'],
  ['0 0 3 1 * 0-6', 'every day at 03:00:00'],
  ['0 0 3 * 6 *', 'every day in June at 03:00:00'],
  ['0 0 3 30 2 *', 'never'],
  ['0 0 3 31 4,6 *', 'never'],
  ['0 0 , * * *', 'never'],
  ['0 0 3 29 2 *', 'on day 29 of February at 03:00:00'],
  ['@daily', 'every day at 00:00:00'],
  ['@every 24h', 'every 24 hours, counted from the last run'],
  ['@every 1h', 'every hour, counted from the last run'],
  ['@every 1h30m', 'every 1 hour 30 minutes, counted from the last run'],
])('%s means: %s', (expression, words) => {
  expect(inWords(expression, 'cnpg')).toBe(words);
});

test.each([
  ['0 3 * * *', 'every day at 03:00'],
  ['30 2,14 * * *', 'every day at 02:30 and 14:30'],
  ['17 * * * *', 'at minute 17, every hour'],
  ['*/15 * * * *', 'every 15 minutes'],
  ['0 3 */10 * MON', 'on days 1, 11, 21 and 31 of the month and every Monday at 03:00'],
  ['TZ=Europe/Rome 0 3 * * *', 'every day at 03:00 (Europe/Rome)'],
  ['@hourly', 'at minute 0, every hour'],
])('in a CronJob %s means: %s', (expression, words) => {
  expect(inWords(expression, 'cronjob')).toBe(words);
});

function inWords(expression: string, dialect: 'cnpg' | 'cronjob'): string {
  const parsed = parseSchedule(expression, dialect);
  return parsed.kind === 'valid' ? describe(parsed.schedule) : parsed.error;
}
