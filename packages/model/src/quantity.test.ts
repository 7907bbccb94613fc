import { expect, test } from 'vitest';
import { readQuantity } from './quantity.ts';

test.each([
  ['10Gi', 10 * 2 ** 30],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['10G', 10e9],
  ['500M', 5e8],
  ['2e3', 2000],
  ['1E', 1e18],
  ['1024', 1024],
  ['.5Ti', 2 ** 39],
])('%s is %d bytes', (text, bytes) => {
  expect(readQuantity(text)).toBe(bytes);
});

test.each(['', '10GiB', '10 Gi', 'ten', '-1Gi', 'Gi'])('"%s" is no size', (text) => {
  expect(readQuantity(text)).toBeUndefined();
});
