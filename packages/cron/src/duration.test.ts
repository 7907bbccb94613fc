import { expect, test } from 'vitest';
import { readDuration } from './duration.ts';

test.each([
  ['1h30m', 5_400_000_000_000n],
  ['0', 0n],
  ['-0', 0n],
  ['-1.5h', -5_400_000_000_000n],
  ['+.5s', 500_000_000n],
  ['1.s', 1_000_000_000n],
  ['3µs2ns', 3_002n],
  ['3μs', 3_000n],
  ['0.3333333333333333333333h', 1_200_000_000_000n],
  ['9223372036854775807ns', 9_223_372_036_854_775_807n],
  ['-9223372036854775808ns', -9_223_372_036_854_775_808n],
])('%s is %s ns', (text, expected) => {
  expect(readDuration(text)).toEqual({ kind: 'valid', value: expected });
});

test.each([
  ['', 'time: invalid duration ""'],
  ['+', 'time: invalid duration "+"'],
  ['3', 'time: missing unit in duration "3"'],
  ['1h2', 'time: missing unit in duration "1h2"'],
  ['1.2.3s', 'time: missing unit in duration "1.2.3s"'],
  ['.s', 'time: invalid duration ".s"'],
  ['h', 'time: invalid duration "h"'],
  ['1d', 'time: unknown unit "d" in duration "1d"'],
  ['1h 2m', 'time: unknown unit "h " in duration "1h 2m"'],
  ['1H', 'time: unknown unit "H" in duration "1H"'],
  ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
  ['3000000h', 'time: invalid duration "3000000h"'],
  ['99999999999999999999s', 'time: invalid duration "99999999999999999999s"'],
])('%j is none: %s', (text, error) => {
  expect(readDuration(text)).toEqual({ kind: 'invalid', error });
});
