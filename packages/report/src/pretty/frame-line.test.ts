import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameLine } from './frame-line.ts';

const pieces = fc.constantFrom(
  'a',
  ' ',
  '\t',
  '"',
  ':',
  'password',
  '=',
  '{',
  '😀',
  '数',
  '\u202e',
  '\ud800',
  '\u001b',
  'long word',
);
const lines = fc.array(pieces, { maxLength: 200 }).map((words) => words.join(''));

test('whatever the line and the span, it fits, hides nothing, and its underline lies under it', () => {
  fc.assert(
    fc.property(lines, fc.nat(300), fc.nat(300), fc.integer({ min: 20, max: 120 }), (line, start, length, width) => {
      const frame = frameLine(line, { start, end: start + length }, { width: width });
      expect(frame.text.length).toBeLessThanOrEqual(width);
      expect(frame.text).not.toMatch(/\p{C}/u);
      expect(frame.length).toBeGreaterThan(0);
      expect(frame.from + frame.length).toBeLessThanOrEqual(frame.text.length + 1);
    }),
  );
});
