import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarSchedule, moments, schedules, zoneCalled, zonedMoments } from './fixtures/sample-schedules.ts';
import { localTimeAt } from './local-time.ts';
import { matchesDay } from './matching-day.ts';
import { neverRuns, nextInstant, nextRuns, runs } from './next-run.ts';
import { parseSchedule } from './parse-schedule.ts';
import type { CalendarSchedule, Schedule } from './schedule.ts';
import { type TimeZone, utc } from './time-zone.ts';
import { walkClock } from './walk-clock.ts';

const inUtc = (runs: readonly number[]) => runs.map((run) => new Date(run).toISOString().slice(0, 19));

describe('the next runs', () => {
  test('are what a clock shows second by second, while nobody touches it', () => {
    fc.assert(
      fc.property(schedules, moments, fc.integer({ min: -12, max: 14 }), (schedule, from, hours) => {
        const zone: TimeZone = { name: 'fixed', offsetAt: () => hours * 3600, isSteady: () => true };
        const limit = 3 * 86_400;
        expect(runsUpTo(schedule, from, from + limit, zone)).toEqual(matches(schedule, from, from + limit, zone));
      }),
      { numRuns: 60 },
    );
  });

  test('are those that the library walks to, wherever the clocks change', () => {
    fc.assert(
      fc.property(schedules, zonedMoments, (schedule, [zone, from]) => {
        let after = from;
        for (let count = 0; count < 40; count++) {
          const next = nextInstant(schedule, after, zone);
          expect(next).toBe(walkClock(schedule, after + 1, zone));
          if (next === undefined) return;
          after = next;
        }
      }),
      { numRuns: 400 },
    );
  });

  test('come one by one', () => {
    const everySecond = runs(calendarSchedule('* * * * * *'), Date.UTC(2026, 0, 1));
    expect([everySecond.next().value, everySecond.next().value]).toEqual([
      Date.UTC(2026, 0, 1, 0, 0, 1),
      Date.UTC(2026, 0, 1, 0, 0, 2),
    ]);
  });

  test('are none where none are asked for', () => {
    expect(nextRuns(calendarSchedule('0 0 4 * * *'), 0, 0)).toEqual([]);
  });

  test('follow a moment between two seconds', () => {
    const daily = calendarSchedule('0 0 4 * * *');
    expect(inUtc(nextRuns(daily, Date.UTC(2026, 0, 1, 4) - 1, 1))).toEqual(['2026-01-01T04:00:00']);
    expect(inUtc(nextRuns(daily, Date.UTC(2026, 0, 1, 4) + 1, 1))).toEqual(['2026-01-02T04:00:00']);
  });

  test('go by the zone of a TZ= prefix before any other', () => {
    const schedule = calendarSchedule('TZ=Asia/Tokyo 0 4 * * *', 'cronjob');
    expect(inUtc(nextRuns(schedule, Date.UTC(2026, 0, 1), 1, zoneCalled('Europe/Rome')))).toEqual([
      '2026-01-01T19:00:00',
    ]);
  });

  test('need a date to look from', () => {
    expect(() => nextRuns(calendarSchedule('0 0 4 * * *'), Number.NaN, 1)).toThrow(RangeError);
  });
});

describe('where the clocks change, the library', () => {
  test.each([
    ['skips a time that is left out', '0 30 2 * * *', 'Europe/Rome', '2026-03-28T12:00', '2026-03-30T02:30:00+02:00'],
    [
      'runs twice at a time that comes twice',
      '0 30 2 * * *',
      'Europe/Rome',
      '2026-10-25T00:30',
      '2026-10-25T02:30:00+01:00',
    ],
    ['skips a day without a midnight', '0 0 0 * * *', 'Africa/Cairo', '2026-04-23T12:00', '2026-04-25T00:00:00+03:00'],
    ['slips into the day after', '0 0 5 * * THU', 'Africa/Cairo', '2026-04-23T12:00', '2026-04-24T05:00:00+03:00'],
    [
      'misses the Sunday that follows',
      '0 0 0 * * SUN',
      'Africa/Cairo',
      '2026-04-22T12:00',
      '2026-05-03T00:00:00+03:00',
    ],
    [
      'misses the month after one that begins without a midnight',
      '0 0 0 * 11 *',
      'America/Asuncion',
      '2017-10-10T12:00',
      '2018-11-01T00:00:00-03:00',
    ],
    [
      'takes the later of two midnights',
      '0 30 0 30 * *',
      'Asia/Amman',
      '2020-10-15T12:00',
      '2020-10-30T00:30:00+02:00',
    ],
  ])('%s', (_, expression, zone, from, expected) => {
    const [next] = nextRuns(calendarSchedule(expression), Date.parse(`${from}Z`), 1, zoneCalled(zone));
    expect(next).toBe(Date.parse(expected));
  });
});

describe('@every', () => {
  const [halfDay] = [interval('@every 12h')];

  test('counts from the second it is asked at', () => {
    expect(inUtc(nextRuns(halfDay, Date.UTC(2026, 0, 1, 1, 2, 3, 999), 2))).toEqual([
      '2026-01-01T13:02:03',
      '2026-01-02T01:02:03',
    ]);
  });

  test('passes over changes of the clocks', () => {
    const next = nextRuns(halfDay, Date.UTC(2026, 2, 28, 12), 2, zoneCalled('Europe/Rome'));
    expect(inUtc(next)).toEqual(['2026-03-29T00:00:00', '2026-03-29T12:00:00']);
  });
});

describe('a schedule never runs', () => {
  test.each([
    ['0 0 4 30 2 *', 2026, true],
    ['0 0 4 , * *', 2026, true],
    [', * * * * *', 2026, true],
    ['0 0 4 29 2 *', 2026, false],
    // 2100 is no leap year, and the library looks no further than to the end of the fifth year.
    ['0 0 4 29 2 *', 2097, true],
    ['0 0 4 29 2 *', 2099, false],
  ])('%s from %i on: %s', (expression, year, expected) => {
    expect(neverRuns(calendarSchedule(expression), Date.UTC(year, 3, 1))).toBe(expected);
    expect(neverRuns(calendarSchedule(expression), Date.UTC(year, 3, 1), zoneCalled('Europe/Rome'))).toBe(expected);
  });

  test('where the library would not come back from a day that is left out', () => {
    const schedule = calendarSchedule('0 0 4 31 12 *');
    expect(neverRuns(schedule, Date.UTC(2011, 11, 5), zoneCalled('Pacific/Apia'))).toBe(true);
    expect(neverRuns(schedule, Date.UTC(2012, 0, 1), zoneCalled('Pacific/Apia'))).toBe(false);
  });
});

function interval(expression: string): Schedule {
  const parsed = parseSchedule(expression, 'cnpg');
  if (parsed.kind === 'invalid') throw new Error(parsed.error);
  return parsed.schedule;
}

function runsUpTo(schedule: CalendarSchedule, from: number, to: number, zone: TimeZone): number[] {
  const found: number[] = [];
  for (const run of runs(schedule, from * 1000, zone)) {
    if (run / 1000 > to || found.length === 2000) break;
    found.push(run / 1000);
  }
  return found;
}

function matches(schedule: CalendarSchedule, from: number, to: number, zone: TimeZone = utc): number[] {
  const { months, hours, minutes, seconds } = schedule;
  const found: number[] = [];
  for (let instant = from + 1; instant <= to && found.length < 2000; instant++) {
    const time = localTimeAt(instant, zone);
    if (!seconds.values.includes(time.second) || !minutes.values.includes(time.minute)) continue;
    if (!hours.values.includes(time.hour) || !months.values.includes(time.month)) continue;
    if (matchesDay(schedule, time)) found.push(instant);
  }
  return found;
}
