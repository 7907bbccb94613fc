import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitDocuments } from './split-documents.ts';

test.each<[string, string, string[]]>([
  ['nothing', '', []],
  ['one document without markers', 'a: 1\n', ['a: 1\n']],
  ['two documents', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
  ['a marker with CRLF', 'a: 1\r\n---\r\nb: 2', ['a: 1\r\n', '---\r\nb: 2']],
  ['a marker at the very end', 'a: 1\n---', ['a: 1\n', '---']],
  ['content on the line of the marker', '--- a\n--- b\n', ['--- a\n', '--- b\n']],
  ['empty documents', '---\n---\n---\n', ['---\n', '---\n', '---\n']],
  [
    'comments and directives before a marker',
    '# c\n\n%YAML 1.2\n  # d\n---\na: 1\n',
    ['# c\n\n%YAML 1.2\n  # d\n---\na: 1\n'],
  ],
  ['a comment between documents', 'a: 1\n# c\n---\nb: 2\n', ['a: 1\n# c\n', '---\nb: 2\n']],
  ['an end marker', 'a: 1\n... # end\n%YAML 1.2\n---\nb: 2', ['a: 1\n... # end\n', '%YAML 1.2\n---\nb: 2']],
  ['an end marker and a bare document', 'a: 1\n...\nb: 2', ['a: 1\n...\n', 'b: 2']],
  ['a byte order mark', '\uFEFF---\na: 1\n---\nb: 2', ['---\na: 1\n', '---\nb: 2']],
  ['what only looks like a marker', 'a: |\n  ---\n ---\n----\n---x\n....\n', ['a: |\n  ---\n ---\n----\n---x\n....\n']],
  ['a percent sign that begins no directive', 'a\n %b\n---\nc', ['a\n %b\n', '---\nc']],
])('splits %s', (_, text, expected) => {
  expect(splitDocuments(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});

describe('for any text', () => {
  const lines = fc.array(
    fc.constantFrom('---', '...', '--- a', '# c', '%YAML 1.2', '', ' ', 'a: 1', ' ---', '"', '\r'),
  );

  test('the spans follow each other from start to end', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.boolean(), (parts, lineEnd, hasMark) => {
        const text = (hasMark ? '\uFEFF' : '') + parts.join(lineEnd);
        const spans = splitDocuments(text);
        expect(spans.map(({ start }) => start).slice(1)).toEqual(spans.map(({ end }) => end).slice(0, -1));
        expect(spans.every(({ start, end }) => start < end)).toBe(true);
        expect(spans.map(({ start, end }) => text.slice(start, end)).join('')).toBe(hasMark ? text.slice(1) : text);
      }),
    );
  });
});
