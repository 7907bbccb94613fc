import { readYaml } from '@backlint/objects/yaml/read-yaml';
import { nodeAt } from '@backlint/source/node';
import { expect, test } from 'vitest';
import { placesIn } from './places-in-text.ts';

/** What is written at the place of a word in the text at `a`. */
function writtenAt(text: string, word: string): string | undefined {
  const file = { path: 'a.yaml', text };
  const [document] = readYaml(file).result;
  const node = document && nodeAt(document.root, ['a']);
  if (node?.kind !== 'scalar') return undefined;
  const start = String(node.value).indexOf(word);
  const { range } = placesIn(node)(start, start + word.length);
  return text.slice(range.start, range.end);
}

test.each([
  ['a: |\n  one\n    two\n\n  three\n', 'three'],
  ['a: |-\n  one\n    two\n\n  three\n', 'two'],
  ['a: |+\n\n  one\n\n', 'one'],
  ['a: |2 # comment\n    one\n', 'one'],
  ['a: |\r\n  one\r\n  two\r\n', 'two'],
  ['a: |\n  one', 'one'],
])('a word of a literal block is where it is written: %j', (text, word) => {
  expect(writtenAt(text, word)).toBe(word);
});

test.each([
  ['a: >\n  one\n  two\n', '>\n  one\n  two'],
  ['a: "one\\ntwo"\n', '"one\\ntwo"'],
  ['a: one two\n', 'one two'],
])('of another text only the place of all of it is known: %j', (text, all) => {
  expect(writtenAt(text, 'two')?.trimEnd()).toBe(all);
});
