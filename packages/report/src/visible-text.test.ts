import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleText } from './visible-text.ts';

test('what could steer a terminal or hide text becomes visible', () => {
  expect(visibleText('a\u001b[2Jb\r\n\t\u009b\u202e\u200b\ufeff\u2028\ud800')).toBe(
    'a\\u{1b}[2Jb\\u{d}\\u{a}\\u{9}\\u{9b}\\u{202e}\\u{200b}\\u{feff}\\u{2028}\\u{d800}',
  );
  expect(visibleText('Größe 数据库 😀')).toBe('Größe 数据库 😀');
});

test('long text is cut, between characters', () => {
  expect(visibleText('😀'.repeat(600), 5)).toBe('😀😀😀😀…');
  expect(visibleText('12345', 5)).toBe('12345');
});

test('nothing hidden is ever left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});
