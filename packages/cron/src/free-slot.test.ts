import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { yearsFrom } from './cadence.ts';
import { calendarSchedule, schedules, zoneCalled, zones } from './fixtures/sample-schedules.ts';
import { freeSlot } from './free-slot.ts';
import { overlapOf } from './overlap.ts';
import { parseSchedule } from './parse-schedule.ts';

const window = yearsFrom(Date.UTC(2026, 0, 1), 1);
const all = (...expressions: string[]) => expressions.map((text) => ({ schedule: calendarSchedule(text) }));

describe('a free slot', () => {
  test.each([
    ['the full hour where that is free', [], 3, 10, { hour: 3, minute: 0 }],
    ['at the distance that is asked for', ['0 0 3 * * *'], 3, 10, { hour: 3, minute: 10 }],
    ['beyond all that is too near', ['0 55 2 * * *', '0 0 3 * * *', '0 5 3 * * *'], 3, 6, { hour: 3, minute: 11 }],
    ['between two others', ['0 0 3 * * *', '0 20 3 * * *'], 3, 10, { hour: 3, minute: 10 }],
    ['in a later hour where this one is full', ['0 */10 3 * * *'], 3, 10, { hour: 4, minute: 0 }],
    ['after midnight', ['0 */15 22-23 * * *'], 22, 20, { hour: 0, minute: 5 }],
    ['clear of a run once a year', ['0 0 3 24 12 *'], 3, 1, { hour: 3, minute: 1 }],
    ['clear of single seconds', ['59 4 3 * * *'], 3, 5, { hour: 3, minute: 10 }],
    ['anywhere where no distance is asked for', ['0 0 3 * * *'], 3, 0, { hour: 3, minute: 0 }],
    ['on the other side of the day', ['0 0 3 * * *'], 3, 720, { hour: 15, minute: 0 }],
    ['nowhere if the day is full', ['0 * * * * *'], 3, 1, undefined],
    ['nowhere if a day is too short', ['0 0 3 * * *'], 3, 2000, undefined],
  ])('is %s', (_, expressions, hour, distanceMinutes, slot) => {
    expect(freeSlot({ existing: all(...expressions), hour, distanceMinutes, window })).toEqual(slot);
  });

  test('is one on the clock of its zone, in summer and winter', () => {
    const zone = zoneCalled('Europe/Rome');
    const existing = all('0 0 1 * * *', '0 10 2 * * *');
    expect(freeSlot({ existing, hour: 3, distanceMinutes: 10, window, zone })).toEqual({ hour: 3, minute: 20 });
  });

  test('does not mind @every', () => {
    const parsed = parseSchedule('@every 1s', 'cnpg');
    const existing = parsed.kind === 'valid' ? [{ schedule: parsed.schedule }] : [];
    expect(freeSlot({ existing, hour: 3, distanceMinutes: 5, window })).toEqual({ hour: 3, minute: 0 });
  });

  test('is never too near to a run', () => {
    const others = fc.array(fc.tuple(schedules, zones), { maxLength: 4 });
    fc.assert(
      fc.property(others, zones, fc.integer({ min: 1, max: 60 }), (list, zone, distanceMinutes) => {
        const existing = list.map(([schedule, otherZone]) => ({ schedule, zone: otherZone }));
        const slot = freeSlot({ existing, hour: 12, distanceMinutes, window, zone });
        if (slot === undefined) return;
        const schedule = calendarSchedule(`0 ${slot.minute} ${slot.hour} * * *`);
        for (const other of existing) {
          expect(overlapOf({ schedule, zone }, other, window, distanceMinutes * 60 - 1)?.runs).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});
