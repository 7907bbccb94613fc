import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citation, endPosition, positionAt, startPosition } from './position.ts';

const file = { path: 'a.yaml', text: 'one\r\ntwo\n\nfour' };

test.each([
  [0, 1, 1],
  [3, 1, 4],
  [5, 2, 1],
  [9, 3, 1],
  [10, 4, 1],
  [99, 4, 90],
])('offset %i is line %i, column %i', (offset, line, column) => {
  expect(positionAt(file, offset)).toEqual({ line, column });
});

test('cites a range by its first line', () => {
  const range = { file, start: 5, end: 8 };
  expect(citation(range)).toBe('a.yaml:2');
  expect(startPosition(range)).toEqual({ line: 2, column: 1 });
  expect(endPosition(range)).toEqual({ line: 2, column: 4 });
});

test('agrees with counting line ends, for any text and offset', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', 'é', '𝄞')), fc.nat(), (pieces, seed) => {
      const text = pieces.join('');
      const offset = seed % (text.length + 1);
      const before = text.slice(0, offset).split('\n');
      expect(positionAt({ path: '', text }, offset)).toEqual({
        line: before.length,
        column: (before.at(-1)?.length ?? 0) + 1,
      });
    }),
  );
});
