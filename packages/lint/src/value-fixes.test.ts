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
  const entries = { c: 'x', d: { e: true } };
  const add = (text: string, value: string, path?: string) => {
    const written = marked(text, value, path);
    const start = { range: { ...written.origin.range, start: 0, end: 0 } };
    return applied(addBeside(written, start, entries, words));
  };

  test('below the key of the object, where the value comes from elsewhere', () => {
    const variable = marked('b = «"x"»\n', 'x', 'v.tfvars');
    const text = 'spec = {\n  b = var.b\n}\n';
    const spec = { range: { file: { path: 'main.tf', text }, start: 0, end: 4 } };
    const below = 'spec = {\n  c = "x"\n  d = {\n    e = true\n  }\n  b = var.b\n}\n';
    expect(applied(addBeside(variable, spec, entries, words))).toBe(below);
  });

  test.each([
    ['a:\n  b: «x»\n  z: 1\n', 'a:\n  b: x\n  c: x\n  d:\n    e: true\n  z: 1\n'],
    ['a:\n  b: «x»', 'a:\n  b: x\n  c: x\n  d:\n    e: true'],
    ['- b: «"x"» # why\n', '- b: "x" # why\n  c: x\n  d:\n    e: true\n'],
    ['a:\n  - - b: «x»\n', 'a:\n  - - b: x\n      c: x\n      d:\n        e: true\n'],
    ['a:\r\n  b: «x»\r\n', 'a:\r\n  b: x\r\n  c: x\r\n  d:\r\n    e: true\r\n'],
    ['a: 1\r\nb: «x»', 'a: 1\r\nb: x\r\nc: x\r\nd:\r\n  e: true'],
    ['\uFEFFb: «x»\n', '\uFEFFb: x\nc: x\nd:\n  e: true\n'],
    ['a: { b: «x», z: 1 }', 'a: { b: x, c: x, d: { e: true }, z: 1 }'],
    ['a: {z: 1, b: «x»}', 'a: {z: 1, b: x, c: x, d: { e: true }}'],
  ])('in YAML: %j', (text, expected) => {
    expect(add(text, 'x')).toBe(expected);
  });

  test.each([
    [
      'a = {\n  b   = «"x"»\n  zzz = 1\n}',
      'a = {\n  b   = "x"\n  c   = "x"\n  d   = {\n    e = true\n  }\n  zzz = 1\n}',
    ],
    ['b = «"x"», # why\n', 'b = "x", # why\nc = "x",\nd = {\n  e = true\n},\n'],
    ['a = { b = «"x"», z = 1 }', 'a = { b = "x", c = "x", d = { e = true }, z = 1 }'],
    ['a = <<EOT\n  b: «"x"»\nEOT', 'a = <<EOT\n  b: "x"\n  c: "x"\n  d: { e: true }\nEOT'],
  ])('in Terraform: %j', (text, expected) => {
    expect(add(text, 'x', 'main.tf')).toBe(expected);
  });

  test.each([
    ['{\n  "b": «"x"»\n}', '{\n  "b": "x",\n  "c": "x",\n  "d": { "e": true }\n}'],
    ['{ "b": «"x"», "z": 1 }', '{ "b": "x", "c": "x", "d": { "e": true }, "z": 1 }'],
  ])('in JSON: %j', (text, expected) => {
    expect(add(text, 'x', 'a.json')).toBe(expected);
  });

  test.each([
    ['a list item', 'a:\n  - «x»\n', undefined],
    ['a value that goes on', 'a:\n  b: «x»y\n', undefined],
    ['a value on its own line', 'a:\n  b:\n    «x»\n', undefined],
    ['another language', 'b = «"x"»\n', 'main.toml'],
    ['a key with a space', 'b : «x»\n', undefined],
    ['a tuple', '[{ b = 1 }, «"x"»]', 'main.tf'],
    ['an expression', 'b = «"x"» == 1 ? 2 : 3\n', 'main.tf'],
  ])('not in %s', (_, text, path) => {
    expect(add(text, 'x', path)).toBeUndefined();
  });
});
