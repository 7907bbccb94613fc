import type { SourceFile } from '@backlint/source/source-file';
import type { Value } from '@backlint/source/value';
import { expect, test } from 'vitest';
import { moveBelow } from '../value-fixes.ts';
import { editText } from './edit-text.ts';

/** Moves the `30d` of a text below the key `spec` after the mark `store`. */
function moved(text: string, path = 'a.yaml'): string | undefined {
  const file: SourceFile = { path, text };
  const start = text.search(/"?30d/);
  const end = start + (/^"?30d"?/.exec(text.slice(start))?.[0].length ?? 0);
  const value: Value<string> = { kind: 'written', value: '30d', origin: { range: { file, start, end } } };
  const key = text.indexOf('spec', text.indexOf('store'));
  const origin = { range: { file, start: key, end: key + 4 } };
  const { fix } = moveBelow(value, 'keep', origin, { title: 'Move it', safety: 'unsafe' });
  return fix && editText(text, fix.edits);
}

test.each([
  ['a:\n  keep: 30d\n  b: 1\n# store\nspec:\n  c: 1\n', 'a:\n  b: 1\n# store\nspec:\n  keep: 30d\n  c: 1\n'],
  [
    'a:\n  keep: "30d" # why\n  b: 1\n# store\nspec: # s\n  c: 1\n',
    'a:\n  b: 1\n# store\nspec: # s\n  keep: 30d # why\n  c: 1\n',
  ],
  ['x: 1\na:\n  keep: 30d\n---\n# store\nspec:\n  c: 1\n', 'x: 1\n---\n# store\nspec:\n  keep: 30d\n  c: 1\n'],
  [
    'x:\r\n  a:\r\n    keep: 30d\r\n  b: 1\r\n# store\r\nspec:\r\n  c: 1\r\n',
    'x:\r\n  b: 1\r\n# store\r\nspec:\r\n  keep: 30d\r\n  c: 1\r\n',
  ],
  ['# store\nspec:\n  c: 1\n---\nx: 1\na:\n  keep: 30d', '# store\nspec:\n  keep: 30d\n  c: 1\n---\nx: 1\n'],
])('moves a line, and takes what it leaves empty along: %j', (text, expected) => {
  expect(moved(text)).toBe(expected);
});

test.each([
  [
    'a = {\n  keep = "30d"\n  b = 1\n}\n# store\nspec = {\n  c = 1\n}\n',
    'a = {\n  b = 1\n}\n# store\nspec = {\n  keep = "30d"\n  c = 1\n}\n',
  ],
  [
    'x = {\n  a = {\n    keep = "30d"\n  }\n}\n# store\nspec = {\n  c = 1\n}\n',
    'x = {\n}\n# store\nspec = {\n  keep = "30d"\n  c = 1\n}\n',
  ],
])('in Terraform: %j', (text, expected) => {
  expect(moved(text, 'main.tf')).toBe(expected);
});

test.each([
  ['flow style', 'a: { keep: 30d }\n# store\nspec:\n  c: 1\n'],
  ['nothing below the key', 'a:\n  keep: 30d\n# store\nspec:\n---\n'],
  ['a value beside the key', 'a:\n  keep: 30d\n# store\nspec: {}\n'],
  ['a list below the key', 'a:\n  keep: 30d\n# store\nspec:\n  - c: 1\n'],
])('not with %s', (_, text) => {
  expect(moved(text)).toBeUndefined();
});
