import { expect, test } from 'vitest';
import { fieldsOf, quoted, quotedBytes, trimSpace } from './go-text.ts';

test('finds the fields that Go finds', () => {
  expect(fieldsOf(' a\tb\u0085c\u00a0d\u3000e\u2028f \n')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect(fieldsOf('a\ufeffb\u200bc')).toEqual(['a\ufeffb\u200bc']);
  expect(fieldsOf(' ')).toEqual([]);
});

test('trims what Go trims', () => {
  expect(trimSpace('\t\u2003 a b \r\n')).toBe('a b');
  expect(trimSpace('\ufeffa')).toBe('\ufeffa');
});

test('quotes as strconv.Quote does', () => {
  expect(quoted('a"\\\n\u0007\u001b\u007fé\u200b\u{1f600}\u{e0001}')).toBe(
    '"a\\"\\\\\\n\\a\\x1b\\x7fé\\u200b\u{1f600}\\U000e0001"',
  );
});

test('quotes as durations do, byte by byte', () => {
  expect(quotedBytes('1"\\\nµ')).toBe('"1\\"\\\\\\x0a\\xc2\\xb5"');
});
