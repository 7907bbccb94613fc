import { expect, test } from 'vitest';
import { fullStop } from './full-stop.ts';

test.each([
  ['Write `0 0 3 * * *`', 'Write `0 0 3 * * *`.'],
  ['Did you mean `orders`?', 'Did you mean `orders`?'],
])('%j ends as a sentence', (text, sentence) => {
  expect(fullStop(text)).toBe(sentence);
});
