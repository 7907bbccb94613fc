import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, dayNumberOf } from './calendar-date.ts';

test('agrees with Date, also before 1970 and in the year 0', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000, max: 3_000_000 }), (number) => {
      const date = new Date(number * 86_400_000);
      expect(dateOf(number)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        weekday: date.getUTCDay(),
      });
    }),
  );
});

test('runs over into the next month and year', () => {
  expect(dateOf(dayNumberOf(2026, 13, 1))).toMatchObject({ year: 2027, month: 1, day: 1 });
  expect(dateOf(dayNumberOf(2026, 2, 30))).toMatchObject({ year: 2026, month: 3, day: 2 });
});
