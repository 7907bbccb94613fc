import { expect, test } from 'vitest';
import { parseSchedule } from './parse-schedule.ts';
import type { Dialect } from './schedule.ts';
import { suggestSchedule } from './suggestion.ts';

const cases: readonly (readonly [string, Dialect, string])[] = [
  ['0 0 3 * * 7', 'cnpg', '0 0 3 * * 0'],
  ['0 0 3 * * 5-7', 'cnpg', '0 0 3 * * 5-6,0'],
  ['0 3 * * 7', 'cronjob', '0 3 * * 0'],
  ['0 0 3 * * Monday', 'cnpg', '0 0 3 * * Mon'],
  ['0 3 * january-March *', 'cronjob', '0 3 * jan-Mar *'],
  ['@every 1d', 'cnpg', '@every 24h'],
  ['@every 2 weeks', 'cronjob', '@every 336h'],
  ['@every  1h', 'cnpg', '@every 1h'],
  [' @daily ', 'cnpg', '@daily'],
  ['@Weekly', 'cronjob', '@weekly'],
  ['TZ=UTC 0 0 3 * * *', 'cnpg', '0 0 3 * * *'],
  ['CRON_TZ=Europe/Rome 0 0 3 * * 7', 'cnpg', '0 0 3 * * 0'],
  ['TZ=UTC 0 3 * * *', 'cnpg', '0 0 3 * * *'],
  ['CRON_TZ=UTC @daily', 'cnpg', '@daily'],
  ['TZ=Mars/Olympus 0 3 * * *', 'cronjob', '0 3 * * *'],
  ['0 2 * * 0', 'cnpg', '0 0 2 * * 0'],
  ['0 2 * * SUN', 'cnpg', '0 0 2 * * SUN'],
  ['0 0 3 * * *', 'cronjob', '0 3 * * *'],
  ['0 0 3 * * * *', 'cnpg', '0 0 3 * * *'],
  ['0 0 22-2 * * *', 'cnpg', '0 0 22-23,0-2 * * *'],
  ['0 3 * * FRI-MON', 'cronjob', '0 3 * * 5-6,0-1'],
  ['0 3 * * mon-sun', 'cronjob', '0 3 * * 1-6,0'],
];

test.each(cases)('for %j in %s is %s', (expression, dialect, suggestion) => {
  expect(suggestSchedule(expression, dialect)?.expression).toBe(suggestion);
  expect(parseSchedule(suggestion, dialect).kind).toBe('valid');
});

test('names the zone that went out of the expression', () => {
  expect(suggestSchedule('CRON_TZ=Europe/Rome 0 0 3 * * *', 'cnpg')).toEqual({
    expression: '0 0 3 * * *',
    why: 'the schedule cannot name a time zone: it goes by the clock of the operator, which is UTC as a rule',
    timeZone: 'Europe/Rome',
  });
});

test.each([
  ['0 0 3 * * *', 'cnpg'],
  ['0 3 * * *', 'cnpg'],
  ['0 0 3 L * *', 'cnpg'],
  ['0 0 3 * * 5#2', 'cnpg'],
  ['@every 90', 'cnpg'],
  ['@reboot', 'cnpg'],
  ['', 'cnpg'],
  ['0 3 * *', 'cnpg'],
  ['TZ=UTC', 'cronjob'],
  ['30 0 3 * * *', 'cronjob'],
  ['TZ=UTC '.repeat(36), 'cnpg'],
  ['7,'.repeat(500_000), 'cronjob'],
] as const)('there is none for %.20j in %s', (expression, dialect) => {
  expect(suggestSchedule(expression, dialect)).toBeUndefined();
});
