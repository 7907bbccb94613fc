import type { Value } from '@backlint/source/value';
import { describe, expect, test } from 'vitest';
import { addBeside, type OptionalFix, replaceValue } from './value-fixes.ts';

const words = { title: 'Do it', safety: 'safe' } as const;

/** The value that stands between `«` and `»`. */
function marked<T extends string | boolean>(text: string, value: T, path = 'a.yaml'): Value<T> {
  const [start, end] = [text.indexOf('«'), text.indexOf('»') - 1];
  return { kind: 'written', value, origin: { range: { file: { path, text: text.replace(/[«»]/g, '') }, start, end } } };
}

function applied({ fix }: OptionalFix): string | undefined {
  const [edit] = fix?.edits ?? [];
  if (!edit) return undefined;
  const { file, start, end } = edit.range;
  return file.text.slice(0, start) + edit.text + file.text.slice(end);
}

describe('replacing a value', () => {
  test.each([
    ['a: «30D»\nb: 1', '30D', 'a: 30d\nb: 1'],
    ['a: «"30D"»', '30D', 'a: "30d"'],
    ["{ a: «'30D'» }", '30D', "{ a: '30d' }"],
    ['a: «true»', true, 'a: 30d'],
  ])('%j', (text, value, expected) => {
    expect(applied(replaceValue(marked(text, value), '30d', words))).toBe(expected);
  });

  test.each([
    ['an expression', marked('a: «$(X:=30D)»', '30D')],
    ['a block', marked('a: «>\n  30D»', '30D')],
    ['an escape', marked('a: «"30\\x44"»', '30D')],
    ['a default', { ...marked('a: «30D»', '30D'), kind: 'defaulted', value: '30D' } as const],
  ])('leaves %s to people', (_, value) => {
    expect(replaceValue(value, '30d', words)).toEqual({});
  });

  test('keeps its title and safety', () => {
    expect(replaceValue(marked('a: «b»', 'b'), 'c', words).fix).toMatchObject(words);
  });
});

describe('adding lines beside a value', () => {
  const add = (text: string, value: string, path?: string) =>
    applied(addBeside(marked(text, value, path), ['c: 1', 'd: { e: 2 }'], words));

  test.each([
    ['a:\n  b: «x»\n  z: 1\n', 'a:\n  b: x\n  c: 1\n  d: { e: 2 }\n  z: 1\n'],
    ['a:\n  b: «x»', 'a:\n  b: x\n  c: 1\n  d: { e: 2 }'],
    ['- b: «"x"» # why\n', '- b: "x" # why\n  c: 1\n  d: { e: 2 }\n'],
    ['a:\n  - - b: «x»\n', 'a:\n  - - b: x\n      c: 1\n      d: { e: 2 }\n'],
    ['a:\r\n  b: «x»\r\n', 'a:\r\n  b: x\r\n  c: 1\r\n  d: { e: 2 }\r\n'],
  ])('%j', (text, expected) => {
    expect(add(text, 'x')).toBe(expected);
  });

  test.each([
    ['flow style', 'a: { b: «x», z: 1 }', undefined],
    ['a list item', 'a:\n  - «x»\n', undefined],
    ['a value that goes on', 'a:\n  b: «x»y\n', undefined],
    ['a value on its own line', 'a:\n  b:\n    «x»\n', undefined],
    ['another language', 'b = «"x"»\n', 'main.tf'],
  ])('not in %s', (_, text, path) => {
    expect(add(text, 'x', path)).toBeUndefined();
  });
});
