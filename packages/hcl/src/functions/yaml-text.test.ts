import type { Entry, Node } from '@backlint/source/node';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { yamlText } from './yaml-text.ts';

const origin = { range: { file: { path: 'main.tf', text: '' }, start: 0, end: 0 } };

test('lays lists and mappings out as Terraform does', () => {
  const data = { a: {}, b: [], c: { d: [{ e: 1, f: [2] }, 'x', [[3], []]] }, g: 'two\nlines' };
  expect(yamlText(nodeOf(data))).toBe(
    [
      '"a": {}',
      '"b": []',
      '"c":',
      '  "d":',
      '  - "e": 1',
      '    "f":',
      '    - 2',
      '  - "x"',
      '  - - - 3',
      '    - []',
      '"g": "two\\nlines"',
      '',
    ].join('\n'),
  );
});

test('says what it was given', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 5 }), (data) => {
      expect(parse(yamlText(nodeOf(data)))).toEqual(JSON.parse(JSON.stringify(data)));
    }),
    { numRuns: 2000, seed: 1 },
  );
});

function nodeOf(data: unknown): Node {
  if (Array.isArray(data)) return { kind: 'sequence', items: data.map(nodeOf), origin };
  if (typeof data !== 'object' || data === null) {
    return { kind: 'scalar', value: data as string | number | boolean | null, origin };
  }
  const entries = Object.entries(data).map(([name, value]): [string, Entry] => {
    return [name, { key: origin, value: nodeOf(value) }];
  });
  return { kind: 'mapping', entries: new Map(entries), origin };
}
