import type { Node } from '@backlint/source/node';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodingTrouble } from './encoding.ts';
import { limits } from './limits.ts';
import { parsePlainDocument } from './parse-plain-document.ts';
import { plainData } from './plain-data.ts';
import { readFully } from './read-yaml.ts';
import { splitDocuments } from './split-documents.ts';

function plainlyRead(text: string) {
  return parsePlainDocument({ file: { path: 'a.yaml', text }, start: 0, end: text.length });
}

describe('what is written plainly', () => {
  test.each<[string, unknown]>([
    ['a: 1\nb: text # c\n', { a: 1, b: 'text' }],
    ["---\n# c\n\"a\": 'it''s'\n", { a: "it's" }],
    ['a:\n  b:\n    - c\n    - d: 1\n      e: 2\n', { a: { b: ['c', { d: 1, e: 2 }] } }],
    ['a:\n- b\n-\n- - c\n  - d\nf:\n', { a: ['b', null, ['c', 'd']], f: null }],
    ['a: [b, "c", {d: 1, "e": [x y, -1]}, [], {}]\n', { a: ['b', 'c', { d: 1, e: ['x y', -1] }, [], {}] }],
    ['a: |\n  x\n\n    y\n  # z\n\nb: |-\n  w\n', { a: 'x\n\n  y\n# z\n', b: 'w' }],
    ['a: http://b:80/c#d\ne: --f\n', { a: 'http://b:80/c#d', e: '--f' }],
    ['a: &x b\nc: *x\nd: [1]\n', { a: 'b', c: 'b', d: [1] }],
    ['a: yes\nb: 012\n', { a: { unknown: expect.stringContaining('kubectl') }, b: 10 }],
  ])('is read without the full parser: %j', (text, expected) => {
    expect(plainData(plainlyRead(text)?.root)).toEqual(expected);
  });
});

test.each([
  ...[
    '',
    '# c\n',
    'text\n',
    '{a: 1}\n',
    'a: 1\n b: 2\n',
    'a:\n  b: 1\n c: 2\n',
    'a: b\n  c\n',
    '- a\nb: 1\n',
    'a: 1\na: 2\n',
  ],
  ...[
    'a: >\n  x\n',
    'a: |2\n  x\n',
    'a: |+\n  x\n',
    'a: |\n    \n  x\n',
    'a: "\\n"\n',
    'a: "b\n  c"\n',
    "a: 'b\n  c'\n",
    'a:\tb\n',
  ],
  ...[
    'a: 1\r\n',
    '? a\n: b\n',
    '<<: {a: 1}\n',
    'null: 1\n',
    'a: !!str b\n',
    'a: &x [b]\n',
    'a: *x\n',
    '*x : a\n',
    'a: @b\n',
    '%YAML 1.2\n---\na: 1\n',
  ],
  ...[
    'a: [b: c]\n',
    'a: [b,,c]\n',
    'a: [b\n',
    'a: {b}\n',
    'a: {b:1}\n',
    'a: [b] c\n',
    'a: "b" c\n',
    'a: "b"#c\n',
    'a: b: c\n',
    'a: b:\n',
    'a: - b\n',
  ],
  ...['a: 1\n...\n', '---a: 1\n', '--- a: 1\n', 'a b: 1\n', '{{ x }}\n', 'a: {{ x }}\n'],
])('what is anything else is left to the full parser: %j', (text) => {
  expect(plainlyRead(text)).toBeUndefined();
});

test('what goes over a limit is left to the full parser', () => {
  const deep = (depth: number) => Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:\n`).join('');
  expect(plainlyRead(deep(limits.depth))).toBeDefined();
  expect(plainlyRead(deep(limits.depth + 1))).toBeUndefined();
  const wide = (keys: number) => Array.from({ length: keys }, (_, index) => `k${index}:\n`).join('');
  expect(plainlyRead(wide(limits.keys))).toBeDefined();
  expect(plainlyRead(wide(limits.keys + 1))).toBeUndefined();
  const anchored = (anchors: number) => '- &a b\n'.repeat(anchors);
  expect(plainlyRead(anchored(limits.anchors))).toBeDefined();
  expect(plainlyRead(anchored(limits.anchors + 1))).toBeUndefined();
  const aliased = (aliases: number) => `- &a b\n${'- *a\n'.repeat(aliases)}`;
  expect(plainlyRead(aliased(limits.aliases))).toBeDefined();
  expect(plainlyRead(aliased(limits.aliases + 1))).toBeUndefined();
});

describe('the full parser reads the same', () => {
  const indentation = fc.constantFrom('', '', '', '  ', '  ', ' ', '    ', '   ', '      ');
  const key = fc.constantFrom(
    'a',
    'b',
    'c-1.x/y',
    '"q"',
    "'s'",
    'null',
    '.x',
    'é',
    'a b',
    '-k',
    '<<',
    '_',
    '1',
    'true',
    '?',
  );
  const oddScalar = fc.constantFrom(
    ...[
      'a',
      '1',
      '012',
      'yes',
      '~',
      'null',
      '"x"',
      "'it''s'",
      '""',
      "''",
      'a b',
      'x:y',
      'a#b',
      'a: b',
      'a:',
      'a :b',
      '-',
      '--x',
      '- a',
    ],
    ...[
      '[a, b]',
      '[ a , -1 ]',
      '[]',
      '{}',
      '{a: 1, "b": [c]}',
      '[a: b]',
      '[a,]',
      '{a}',
      '{a: }',
      '[a]b',
      '"a" b',
      '"a\\n"',
      'a,b',
      'a]',
      "a'b",
    ],
    ...[
      '&x a',
      '&x "b"',
      '&x',
      '*x',
      '*x ',
      '!t a',
      '@',
      '`',
      '%',
      '>',
      '|',
      '|-',
      '|2',
      '=',
      '<<',
      '\u00a0a',
      'a\u00a0',
      '---',
      '2026-11-20',
      '$A',
    ],
  );
  const scalar = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('a', '"b"', '1', '[a, b]') },
    { weight: 1, arbitrary: oddScalar },
  );
  const tail = fc.constantFrom('', '', '', '', ' ', ' # c', '#c', ' #');
  const head = fc.constantFrom('', '', '- ', '-   ', '- - ', '-');
  const line = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(indentation, head, key, fc.constantFrom(': ', ': ', ':', ':  ', ''), scalar, tail),
    },
    { weight: 3, arbitrary: fc.tuple(indentation, head, key, fc.constant(':'), tail) },
    { weight: 2, arbitrary: fc.tuple(indentation, head, scalar, tail) },
    { weight: 1, arbitrary: fc.tuple(indentation, fc.constantFrom('', '# c')) },
  );
  const document = fc
    .tuple(
      fc.constantFrom('', '', '---\n', '--- # c\n', '# c\n---\n', '\n'),
      fc.array(line, { maxLength: 6 }),
      fc.boolean(),
    )
    .map(([start, lines, isEnded]) => start + lines.map((parts) => parts.join('')).join('\n') + (isEnded ? '\n' : ''));

  test('places, comments and all', () => {
    fc.assert(
      fc.property(document, (text) => {
        for (const { start, end } of splitDocuments(text)) {
          const range = { file: { path: 'a.yaml', text }, start, end };
          const plain = encodingTrouble(range) ? undefined : parsePlainDocument(range);
          if (!plain) continue;
          const budget = { tokens: limits.tokens, nodes: limits.nodes };
          const { result, diagnostics } = readFully(range, budget);
          expect(diagnostics).toEqual([]);
          expect(asText(plain.root)).toEqual(result && asText(result.root));
          expect(plain.comments).toEqual(result?.comments);
          expect(plain.nodes).toBe(limits.nodes - budget.nodes);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});

/** All there is to a node, keys in their order and places included, but for the file. */
function asText(node: Node): string {
  return JSON.stringify(node, (name, value) =>
    name === 'file' ? undefined : value instanceof Map ? [...value] : value,
  );
}
