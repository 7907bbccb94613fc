import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yearsFrom } from './cadence.ts';
import { calendarSchedule, moments, schedules, zoneCalled, zonedMoments, zones } from './fixtures/sample-schedules.ts';
import { secondsPerDay } from './local-time.ts';
import { nextInstant } from './next-run.ts';
import { collisionsAmong, overlapOf, type TimedSchedule } from './overlap.ts';
import { parseSchedule } from './parse-schedule.ts';
import { utc } from './time-zone.ts';

const in2026 = yearsFrom(Date.UTC(2026, 0, 1), 1);
const daily: TimedSchedule = { schedule: calendarSchedule('0 0 3 * * *') };

describe('two schedules overlap', () => {
  test('across dialects', () => {
    const verify = { schedule: calendarSchedule('0 3 * * *', 'cronjob') };
    expect(overlapOf(daily, verify, in2026)).toEqual({
      runs: 365,
      examples: [Date.UTC(2026, 0, 1, 3), Date.UTC(2026, 0, 2, 3), Date.UTC(2026, 0, 3, 3)],
    });
  });

  test('across zones, in the months in which they do', () => {
    const inRome = { schedule: calendarSchedule('0 5 * * *', 'cronjob'), zone: zoneCalled('Europe/Rome') };
    expect(overlapOf(daily, inRome, in2026)).toEqual({
      runs: 210,
      examples: [Date.UTC(2026, 2, 29, 3), Date.UTC(2026, 2, 30, 3), Date.UTC(2026, 2, 31, 3)],
    });
  });

  test('within a tolerance, which counts', () => {
    const later = { schedule: calendarSchedule('0 10 3 * * *') };
    expect(overlapOf(daily, later, in2026, 599)).toEqual({ runs: 0, examples: [] });
    expect(overlapOf(daily, later, in2026, 600)?.runs).toBe(365);
    expect(overlapOf(later, daily, in2026, 600)?.runs).toBe(365);
  });

  test('across midnight', () => {
    const [before, after] = ['0 59 23 * * *', '0 1 0 * * *'].map((text) => ({ schedule: calendarSchedule(text) }));
    expect(before && after && overlapOf(before, after, in2026, 120)?.runs).toBe(364);
  });

  test('within a tolerance across the full minute', () => {
    const [before, after] = ['50 4 3 * * *', '10 5 3 * * *'].map((text) => ({ schedule: calendarSchedule(text) }));
    expect(before && after && [...collisionsAmong([before, after], in2026, 20)]).toHaveLength(1);
    expect(before && after && [...collisionsAmong([before, after], in2026, 19)]).toHaveLength(0);
  });

  test('counts the runs of the first one', () => {
    const hourly = { schedule: calendarSchedule('0 0 * * * *') };
    expect(overlapOf(hourly, daily, in2026)?.runs).toBe(365);
    expect(overlapOf(hourly, daily, in2026, 3600)?.runs).toBe(3 * 365);
  });

  test('is unknown for @every', () => {
    const parsed = parseSchedule('@every 24h', 'cnpg');
    const everyDay = parsed.kind === 'valid' ? [{ schedule: parsed.schedule }] : [];
    expect(everyDay.map((timed) => overlapOf(timed, daily, in2026))).toEqual([undefined]);
    expect(everyDay.map((timed) => overlapOf(daily, timed, in2026))).toEqual([undefined]);
  });

  test('is what comparing all runs gives', () => {
    fc.assert(
      fc.property(
        fc.tuple(schedules, zonedMoments),
        fc.tuple(schedules, zones),
        fc.constantFrom(0, 1, 59, 600, 90_000),
        ([schedule, [zone, from]], [otherSchedule, otherZone], tolerance) => {
          const to = from + 3 * secondsPerDay;
          const [left, right] = [
            { schedule, zone },
            { schedule: otherSchedule, zone: otherZone },
          ];
          const others = everyRun(right, from, to);
          let next = 0;
          const near = everyRun(left, from, to).filter((run) => {
            while ((others[next] ?? run) < run - tolerance) next++;
            return (others[next] ?? Number.POSITIVE_INFINITY) <= run + tolerance;
          });
          expect(overlapOf(left, right, { from: from * 1000, to: to * 1000 }, tolerance)).toEqual({
            runs: near.length,
            examples: near.slice(0, 3).map((run) => run * 1000),
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('collisions among many', () => {
  test('are every pair that overlaps, in the order of the list', () => {
    const list = ['0 0 3 * * *', '0 30 3 * * *', '0 0 3 * * SUN', '0 0 3 * * *', '0 0 3 * * MON'];
    const found = [
      ...collisionsAmong(
        list.map((text) => ({ schedule: calendarSchedule(text) })),
        in2026,
      ),
    ];
    expect(found.map(({ left, right, overlap }) => [left, right, overlap.runs])).toEqual([
      [0, 2, 52],
      [0, 3, 365],
      [0, 4, 52],
      [2, 3, 52],
      [3, 4, 52],
    ]);
  });

  test('are what comparing each pair gives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(schedules, zones), { maxLength: 5 }),
        moments,
        fc.constantFrom(0, 61, 3600),
        (list, from, tolerance) => {
          const timed = list.map(([schedule, zone]) => ({ schedule, zone }));
          const window = { from: from * 1000, to: (from + 2 * secondsPerDay) * 1000 };
          const pairs = timed.flatMap((first, left) =>
            timed.slice(left + 1).map((second, index) => ({
              left,
              right: left + 1 + index,
              overlap: overlapOf(first, second, window, tolerance),
            })),
          );
          expect([...collisionsAmong(timed, window, tolerance)]).toEqual(
            pairs.filter(({ overlap }) => overlap && overlap.runs > 0),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of hundreds of databases are found soon', () => {
    const list = Array.from({ length: 300 }, (_, index) => ({
      schedule: calendarSchedule(`0 ${(index * 7) % 60} ${index % 24} * * *`),
    }));
    const start = performance.now();
    expect([...collisionsAmong(list, in2026, 59)]).toHaveLength(240);
    // About 100 ms when nothing else runs.
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

function everyRun({ schedule, zone = utc }: TimedSchedule, from: number, to: number): number[] {
  const found: number[] = [];
  for (let run = nextInstant(schedule, from - 1, zone); run !== undefined && run < to; ) {
    found.push(run);
    run = nextInstant(schedule, run, zone);
  }
  return found;
}
