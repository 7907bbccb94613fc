import { describe, expect, test } from 'vitest';
import { calendarSchedule } from './fixtures/sample-schedules.ts';
import { parseSchedule } from './parse-schedule.ts';

describe('parsing', () => {
  test('reads six fields, seconds first', () => {
    expect(parseSchedule('5 10-12 */8 1,15 jan SUN', 'cnpg')).toEqual({
      kind: 'valid',
      warnings: [],
      schedule: {
        kind: 'calendar',
        dialect: 'cnpg',
        expression: '5 10-12 */8 1,15 jan SUN',
        seconds: { values: [5], star: false },
        minutes: { values: [10, 11, 12], star: false },
        hours: { values: [0, 8, 16], star: true },
        daysOfMonth: { values: [1, 15], star: false },
        months: { values: [1], star: false },
        daysOfWeek: { values: [0], star: false },
      },
    });
  });

  test('takes the last of five fields for the month in cnpg, and for the weekday in cronjob', () => {
    expect(calendarSchedule('0 3 * * 1')).toMatchObject({
      minutes: { values: [3] },
      hours: { star: true },
      months: { values: [1] },
      daysOfWeek: { values: [0, 1, 2, 3, 4, 5, 6] },
    });
    expect(calendarSchedule('0 3 * * 1', 'cronjob')).toMatchObject({
      seconds: { values: [0] },
      hours: { values: [3] },
      months: { star: true },
      daysOfWeek: { values: [1] },
    });
  });

  test('takes a star with a step for a star in cnpg only', () => {
    expect(calendarSchedule('0 0 3 */2 * *').daysOfMonth.star).toBe(true);
    expect(calendarSchedule('0 3 */2 * *', 'cronjob').daysOfMonth.star).toBe(false);
    expect(calendarSchedule('0 3 */1 * *', 'cronjob').daysOfMonth.star).toBe(true);
  });

  test('keeps the zone of a prefix, and the expression as it was written', () => {
    expect(calendarSchedule('CRON_TZ=Europe/Rome 0 3 * * *', 'cronjob')).toMatchObject({
      expression: 'CRON_TZ=Europe/Rome 0 3 * * *',
      timeZone: 'Europe/Rome',
    });
    expect(calendarSchedule('TZ=Local 0 3 * * *', 'cronjob')).not.toHaveProperty('timeZone');
  });

  test('raises @every to a whole second', () => {
    expect(parseSchedule('@every 1500ms', 'cnpg')).toMatchObject({ schedule: { kind: 'interval', periodSeconds: 1 } });
    expect(parseSchedule('@every -5m', 'cronjob')).toMatchObject({ schedule: { kind: 'interval', periodSeconds: 1 } });
    expect(parseSchedule('@every 1h0.9s', 'cnpg')).toMatchObject({ schedule: { periodSeconds: 3600 } });
  });
});

describe('what the platform says beyond its parser', () => {
  test.each([
    ['0 0 3 * * *', 'cnpg', []],
    ['0 3 * * *', 'cnpg', ['field-count']],
    ['@daily', 'cnpg', ['field-count']],
    ['0 3 * * *', 'cronjob', []],
    ['@daily', 'cronjob', []],
    ['TZ=UTC 0 3 * * *', 'cronjob', ['time-zone-prefix']],
    ['CRON_TZ=Europe/Rome @daily', 'cronjob', ['time-zone-prefix']],
  ] as const)('of %s in %s: %j', (expression, dialect, codes) => {
    const parsed = parseSchedule(expression, dialect);
    expect(parsed.kind === 'valid' && parsed.warnings.map(({ code }) => code)).toEqual(codes);
  });
});

describe('hostile expressions', () => {
  test.each([
    ['a list of a megabyte', '1,'.repeat(500_000)],
    ['a megabyte of blanks', ' '.repeat(1_000_000)],
    ['a megabyte of @every', `@every ${'1h'.repeat(500_000)}`],
    ['a name of a megabyte', `TZ=${'A/'.repeat(500_000)} 0 3 * * *`],
  ])('%s is refused at once and without quoting it', (_, expression) => {
    const start = performance.now();
    for (const dialect of ['cnpg', 'cronjob'] as const) {
      expect(parseSchedule(expression, dialect)).toEqual({
        kind: 'invalid',
        error: 'the expression is longer than 256 characters',
      });
    }
    // The limit promised is 5 ms; a busy machine gets some more.
    expect(performance.now() - start).toBeLessThan(50);
  });

  test('a list of the greatest length is read', () => {
    expect(parseSchedule(`${'1,'.repeat(123)} 0 3 * * *`, 'cnpg').kind).toBe('valid');
  });

  test.each([
    ['٠ ٣ * * *', 'cronjob'],
    ['０ ３ * * *', 'cronjob'],
    ['0 0 3 * * *\u0000', 'cnpg'],
    ['constructor', 'cnpg'],
    ['0 0 3 * __proto__ *', 'cnpg'],
    ['@__proto__', 'cnpg'],
    ['@every __proto__', 'cnpg'],
    ['TZ=__proto__ 0 3 * * *', 'cronjob'],
  ] as const)('%j is refused in %s', (expression, dialect) => {
    expect(parseSchedule(expression, dialect).kind).toBe('invalid');
  });
});

test.each([
  ['0 2 * * 0', 'cnpg', '"0" stands where the month belongs, which is 1 to 12, or jan to dec'],
  ['0 0 3 * * 7', 'cnpg', '"7" stands where the day of the week belongs, which is 0 to 6, or sun to sat'],
  ['60 * * * *', 'cronjob', '"60" stands where the minute belongs, which is 0 to 59'],
  ['0 3 * *', 'cnpg', 'the fields are second, minute, hour, day of the month, month and day of the week'],
  ['0 0 3 * * *', 'cronjob', 'the fields are minute, hour, day of the month, month and day of the week'],
  ['@every 1d', 'cronjob', 'a duration is made of hours, minutes and seconds, such as 1h30m'],
  ['TZ=UTC', 'cronjob', 'nothing follows the time zone, which makes the parser crash'],
  ['', 'cnpg', undefined],
] as const)('explains what is wrong with %j in %s', (expression, dialect, explanation) => {
  const parsed = parseSchedule(expression, dialect);
  expect(parsed.kind === 'invalid' && parsed.explanation).toBe(explanation);
});
