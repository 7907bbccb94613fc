import { expect, test } from 'vitest';
import { durationInWords, listed, listedNumbers } from './words.ts';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('lists %j as %j', (words, text) => {
  expect(listed(words)).toBe(text);
});

test.each([
  [[4], '4'],
  [[4, 5], '4 and 5'],
  [[4, 5, 6, 9], '4 to 6 and 9'],
  [[0, 10, 20, 30, 40], '0, 10, 20, 30 and 40'],
  [[0, 10, 20, 30, 40, 50], '0, 10, 20 … 50'],
  [[0, 1, 2, 3, 4, 5, 6], '0 to 6'],
])('lists %j as %j', (numbers, text) => {
  expect(listedNumbers(numbers)).toBe(text);
});

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [90, '1 minute 30 seconds'],
  [3600, '1 hour'],
  [82_800, '23 hours'],
  [86_400, '1 day'],
  [90_000, '25 hours'],
  [604_800, '7 days'],
])('%i s are %s', (seconds, text) => {
  expect(durationInWords(seconds)).toBe(text);
});
