import { expect, test } from 'vitest';
import { readMarker, readStamp, withMarker } from './markers.ts';

test('a marker is found again where it stands first, and nowhere else', () => {
  const text = withMarker({ kind: 'review', word: 'a1-b2' }, 'Words');
  expect(readMarker(text)).toEqual({ kind: 'review', word: 'a1-b2' });
  expect(readMarker(text.replaceAll('\n', '\r\n'))).toEqual({ kind: 'review', word: 'a1-b2' });
  expect(readStamp({ body: text })).toBe('a1-b2');
  expect(readMarker(`> ${text}`)).toBeUndefined();
  expect(readMarker(`Somebody said:\n${text}`)).toBeUndefined();
  expect(readStamp({ body: withMarker({ kind: 'note', word: 'x' }, '') })).toBeUndefined();
});

test.each(['', 'a b', 'a--b', '-->', 'a\nb'])('%j would not stay inside a marker', (word) => {
  expect(() => withMarker({ kind: 'note', word }, '')).toThrow('cannot stand in a marker');
});
