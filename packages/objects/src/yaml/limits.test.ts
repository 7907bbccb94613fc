import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { readYaml } from './read-yaml.ts';

function codesOf(text: string): string[] {
  return readYaml({ path: 'a.yaml', text }).diagnostics.map(({ code }) => code);
}

function rows(count: number, row: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => row(index)).join('');
}

function entries(count: number): string {
  return rows(count, (index) => `k${index}: 1, `);
}

/** A list that is so many tokens: three for an item, five around them, one for each line end. Its tag is not plain. */
function tokens(count: number): string {
  const items = Math.floor((count - 5) / 3);
  return `!!seq [${'a,'.repeat(items)}]${'\n'.repeat(count - 5 - 3 * items)}`;
}

/** Texts that use exactly so much of what is limited, in the styles that can. */
const uses: Record<string, { limit: number; texts: Record<string, (count: number) => string> }> = {
  'limit-size': {
    limit: limits.fileLength,
    texts: {
      'in one scalar': (count) => `a: ${'x'.repeat(count - 3)}`,
      'in comments': (count) => `a: 1\n${`#${'x'.repeat(98)}\n`.repeat(11_000)}`.slice(0, count),
    },
  },
  'limit-documents': {
    limit: limits.documents,
    texts: {
      'with content': (count) => rows(count, (index) => `---\na: ${index}\n`),
      'without content': (count) => '---\n'.repeat(count),
      'with an end': (count) => 'a\n...\n'.repeat(count),
    },
  },
  'limit-tokens': {
    limit: limits.tokens,
    texts: {
      'in one document': tokens,
      'in two documents': (count) => `${tokens(count - 200_003)}\n---\n${tokens(200_000)}`,
    },
  },
  'limit-nodes': {
    limit: limits.nodes,
    texts: {
      'in a list': (count) => `${'-\n'.repeat(count - 2)}-`,
    },
  },
  'limit-depth': {
    limit: limits.depth,
    texts: {
      'of brackets': (count) => '['.repeat(count) + ']'.repeat(count),
      'of braces': (count) => `${'{a: '.repeat(count)}${'}'.repeat(count)}`,
      'of dashes on one line': (count) => `${'- '.repeat(count)}a`,
      'of question marks': (count) => `${'- '.repeat(count - 1)}? a`,
      'of indentation': (count) => rows(count, (index) => `${' '.repeat(index)}a:\n`).trimEnd(),
      'of pairs in brackets': (count) => `${'['.repeat(count - 1)}a: b${']'.repeat(count - 1)}`,
    },
  },
  'limit-keys': {
    limit: limits.keys,
    texts: {
      'in a block': (count) => rows(count, (index) => `k${index}: 1\n`),
      'in braces': (count) => `{${entries(count)}}`,
      'in JSON': (count) => `{${rows(count, (index) => `${index === 0 ? '' : ','}"k${index}":1`)}}`,
      'with merged ones': (count) => `<<: {${entries(9_000)}}\n${rows(count - 9_000, (index) => `own${index}: 1\n`)}`,
    },
  },
  'limit-anchors': {
    limit: limits.anchors,
    texts: {
      'with names of their own': (count) => rows(count, (index) => `- &a${index} 1\n`),
      'of one name': (count) => '- &a 1\n'.repeat(count),
    },
  },
  'limit-aliases': {
    limit: limits.aliases,
    texts: { 'of one anchor': (count) => `- &a 1\n${'- *a\n'.repeat(count)}` },
  },
  'limit-merge': {
    limit: limits.mergeInputs,
    texts: {
      'of empty mappings': (count) => `<<: [${'{}, '.repeat(count)}]`,
      'of one large mapping': (count) => `<<: {${entries(count - 1)}}`,
      'of one mapping over and over': (count) =>
        `x: &x {${entries(99)}}\ny: {<<: [${'*x , '.repeat(99)} {${entries(98)}}, ${'{}, '.repeat(count - 9_999)}]}\n`,
    },
  },
};

describe.each(Object.entries(uses))('%s', (code, { limit, texts }) => {
  test.each(Object.entries(texts))('%s', (_, text) => {
    expect(codesOf(text(limit - 1))).toEqual([]);
    expect(codesOf(text(limit))).toEqual([]);
    expect(codesOf(text(limit + 1))).toEqual([code]);
    expect(readYaml({ path: 'a.yaml', text: text(limit + 1) }).result).toEqual([]);
  });
});
