// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL has the same markers.

import { expect, test } from 'vitest';
import type { Node, ScalarNode } from './node.ts';
import { originChain } from './origin.ts';
import { originInText, placedInText } from './text-piece.ts';

const file = { path: 'main.tf', text: 'text = <<-EOT\n  a: 1\n  b: ${var.b}\n  EOT\n' };
const variables = { path: 'variables.tf', text: 'default = "two"\n' };

/** `a: 1`, then `b: two`, where the `two` comes from another file. */
const text: ScalarNode = {
  kind: 'scalar',
  value: 'a: 1\nb: two\n',
  pieces: [
    { start: 0, origin: at(file, 'a: 1\n') },
    { start: 5, origin: at(file, 'b: ') },
    { start: 8, origin: { ...at(variables, '"two"'), via: at(file, '${var.b}') } },
    { start: 11, origin: { range: { file, start: 36, end: 37 } } },
  ],
  origin: { ...at(file, '<<-EOT'), via: at(file, 'text') },
};

test('copied text has its place to the character', () => {
  expect(places(originInText(text, 3, 4))).toEqual(['main.tf 1', 'main.tf text']);
  expect(places(originInText(text, 3, 7))).toEqual(['main.tf 1\n  b:', 'main.tf text']);
});

test('computed text has the place it was computed from', () => {
  expect(places(originInText(text, 8, 11))).toEqual(['variables.tf "two"', 'main.tf ${var.b}']);
  expect(places(originInText(text, 9, 10))).toEqual(['variables.tf "two"', 'main.tf ${var.b}']);
});

test('a stretch across files begins where its first file has it', () => {
  expect(places(originInText(text, 5, 11))).toEqual(['main.tf b: ', 'main.tf text']);
});

test('a text without pieces has one place', () => {
  const { pieces, ...plain } = text;
  expect(pieces).toHaveLength(4);
  expect(originInText(plain, 3, 4)).toBe(plain.origin);
});

test('data read from a text is placed where the text was written', () => {
  const read = { path: 'main.tf', text: String(text.value) };
  const range = (start: number, end: number) => ({ range: { file: read, start, end } });
  const node: Node = {
    kind: 'mapping',
    entries: new Map([
      ['a', { key: range(0, 1), value: { kind: 'scalar', value: 1, origin: range(3, 4) } }],
      [
        'b',
        {
          key: range(5, 6),
          value: {
            kind: 'sequence',
            items: [{ kind: 'unknown', why: 'x', origin: range(8, 11) }],
            origin: range(8, 11),
          },
        },
      ],
    ]),
    origin: range(0, 12),
  };
  const placed = placedInText(node, read, text);
  const entries = placed.kind === 'mapping' ? placed.entries : new Map();
  expect(places(entries.get('a').value.origin)).toEqual(['main.tf 1', 'main.tf text']);
  expect(places(entries.get('b').key)).toEqual(['main.tf b', 'main.tf text']);
  expect(places(entries.get('b').value.items[0].origin)).toEqual(['variables.tf "two"', 'main.tf ${var.b}']);
});

function at(source: typeof file, part: string) {
  const start = source.text.indexOf(part);
  return { range: { file: source, start, end: start + part.length } };
}

function places(origin: Node['origin']): readonly string[] {
  return originChain(origin).map((range) => `${range.file.path} ${range.file.text.slice(range.start, range.end)}`);
}
