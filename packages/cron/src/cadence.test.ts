import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf } from './blocks.ts';
import { cadenceOf, yearsFrom } from './cadence.ts';
import { calendarSchedule, schedules, zoneCalled, zonedMoments } from './fixtures/sample-schedules.ts';
import { localTimeAt, secondsPerDay } from './local-time.ts';
import { nextInstant } from './next-run.ts';
import { parseSchedule } from './parse-schedule.ts';
import type { CalendarSchedule } from './schedule.ts';
import type { TimeZone } from './time-zone.ts';

const in2026 = yearsFrom(Date.UTC(2026, 0, 1), 1);

describe('how often a schedule runs', () => {
  test.each([
    ['0 0 4 * * *', 'UTC', { runs: 365, minimumGap: 86_400, maximumGap: 86_400, maximumRunsPerDay: 1 }],
    ['0 0 4 * * *', 'Europe/Rome', { runs: 365, minimumGap: 82_800, maximumGap: 90_000, maximumRunsPerDay: 1 }],
    ['* * * * * *', 'UTC', { runs: 31_536_000, minimumGap: 1, maximumGap: 1, maximumRunsPerDay: 86_400 }],
    ['* * * * * *', 'Europe/Rome', { runs: 31_536_000, minimumGap: 1, maximumGap: 1, maximumRunsPerDay: 90_000 }],
    ['0 30 2 * * *', 'Europe/Rome', { runs: 365, minimumGap: 3600, maximumGap: 169_200, maximumRunsPerDay: 2 }],
    ['0 0 0 * * *', 'Africa/Cairo', { runs: 364, minimumGap: 86_400, maximumGap: 169_200, maximumRunsPerDay: 1 }],
    ['0 */10 5 * * THU', 'Africa/Cairo', { runs: 319, minimumGap: 600, maximumGap: 605_400, maximumRunsPerDay: 6 }],
    ['0 0 * * 1', 'UTC', { runs: 744, minimumGap: 3600, maximumGap: 3600, maximumRunsPerDay: 24 }],
    ['0 0 4 1 1 *', 'UTC', { runs: 1, maximumRunsPerDay: 1 }],
    ['0 0 4 30 2 *', 'UTC', { runs: 0, maximumRunsPerDay: 0 }],
    ['@every 25h', 'UTC', { runs: 350, minimumGap: 90_000, maximumGap: 90_000, maximumRunsPerDay: 1 }],
    ['@every 7h', 'UTC', { runs: 1251, minimumGap: 25_200, maximumGap: 25_200, maximumRunsPerDay: 4 }],
  ])('%s in %s', (expression, zone, cadence) => {
    const parsed = parseSchedule(expression, 'cnpg');
    expect(parsed.kind === 'valid' && cadenceOf(parsed.schedule, in2026, zoneCalled(zone))).toEqual(cadence);
  });

  test('is what counting the runs one by one gives', () => {
    const days = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(schedules, zonedMoments, days, fc.nat(secondsPerDay), (schedule, [zone, from], length, more) => {
        const to = from + length * secondsPerDay + more;
        const instants = everyRun(schedule, from, to, zone);
        const gaps = instants.slice(1).map((instant, index) => instant - (instants[index] ?? 0));
        const { minimumGap, maximumGap, ...counts } = cadenceOf(schedule, { from: from * 1000, to: to * 1000 }, zone);
        expect(counts).toEqual({ runs: instants.length, maximumRunsPerDay: mostOnOneDay(instants, zone) });
        expect(minimumGap).toBe(gaps.length === 0 ? undefined : gaps.reduce((a, b) => Math.min(a, b)));
        expect(maximumGap).toBe(gaps.length === 0 ? undefined : gaps.reduce((a, b) => Math.max(a, b)));
      }),
      { numRuns: 100 },
    );
  });

  test('takes no longer where there is more to count', () => {
    const everySecond = calendarSchedule('* * * * * *');
    const twoYears = yearsFrom(Date.UTC(2026, 0, 1), 2);
    const rome = zoneCalled('Europe/Rome');
    cadenceOf(everySecond, twoYears, rome);
    const start = performance.now();
    expect(cadenceOf(everySecond, twoYears, rome).runs).toBe(63_072_000);
    // The aim is 20 ms; one by one it would be minutes.
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('blocks', () => {
  test('hold every run, in order, on its day', () => {
    const days = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(schedules, zonedMoments, days, (schedule, [zone, from], length) => {
        const to = from + length * secondsPerDay;
        const blocks = [...blocksOf(schedule, from, to, zone)];
        const instants = blocks.flatMap(({ start, times }) => times.list().map((time) => start + time));
        expect(instants).toEqual(everyRun(schedule, from, to, zone));
        for (const { start, times, day } of blocks) {
          expect(times.list()).toHaveLength(times.count);
          for (const time of times.list()) expect(dayAt(start + time, zone)).toBe(day);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** Run by run, as the library goes. */
function everyRun(schedule: CalendarSchedule, from: number, to: number, zone: TimeZone): number[] {
  const found: number[] = [];
  for (let run = nextInstant(schedule, from - 1, zone); run !== undefined && run < to; ) {
    found.push(run);
    run = nextInstant(schedule, run, zone);
  }
  return found;
}

function mostOnOneDay(instants: readonly number[], zone: TimeZone): number {
  const counts = new Map<number, number>();
  for (const instant of instants) {
    const day = dayAt(instant, zone);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

function dayAt(instant: number, zone: TimeZone): number {
  const { year, month, day } = localTimeAt(instant, zone);
  return Date.UTC(year, month - 1, day) / 1000 / secondsPerDay;
}
