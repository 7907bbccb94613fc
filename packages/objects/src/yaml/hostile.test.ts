import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from './limits.ts';
import { plainData } from './plain-data.ts';
import { readYaml } from './read-yaml.ts';

const mebibyte = limits.fileLength;

function filled(text: string, length = mebibyte): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

function rows(count: number, row: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => row(index)).join('');
}

function codesOf(text: string): string[] {
  return [...new Set(readYaml({ path: 'a.yaml', text }).diagnostics.map(({ code }) => code))];
}

describe('aliases', () => {
  test('that would unfold to 9^9 values are shared', () => {
    const bomb = `${rows(9, (index) => `a${index}: &a${index} [${index === 0 ? 'lol' : Array(9).fill(`*a${index - 1}`)}]\n`)}`;
    const { result, diagnostics } = readYaml({ path: 'a.yaml', text: bomb });
    expect(diagnostics).toEqual([]);
    expect(result[0]?.root.kind).toBe('mapping');
  });

  test.each<[string, string, string[]]>([
    ['of 960 KB, 99 times', `a: &a ${'x'.repeat(960_000)}\nb: [${'*a, '.repeat(99)}]\n`, []],
    ['of 20,000 anchors', rows(20_000, (index) => `- &a${index} 1\n- *a${index}\n`), ['limit-anchors']],
    ['in a row', `- &a 1\n${'- *a\n'.repeat(50_000)}`, ['limit-aliases']],
    ['of themselves', '&a [*a]', ['yaml-alias']],
    ['of themselves, merged', '&a {<<: *a}', ['yaml-alias']],
    ['of each other', 'a: &a [*b]\nb: &b [*a]', ['yaml-alias']],
  ])('%s', (_, text, expected) => {
    expect(codesOf(text)).toEqual(expected);
  });
});

describe('merges', () => {
  test.each<[string, string, string[]]>([
    ['of 500 empty mappings, 100 times', rows(100, () => `- <<: [${'{},'.repeat(500)}]\n`), ['limit-merge']],
    ['of an anchor, over and over', `x: &x {a: 1}\n${rows(5_000, (i) => `y${i}: {<<: *x}\n`)}`, ['limit-aliases']],
    [
      'that double',
      `a0: &a0 {k: 1}\n${rows(99, (i) => `a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}], k${i}: 1}\n`)}`,
      ['limit-merge'],
    ],
    ['in each other', `${'{<<: '.repeat(60)}{a: 1}${'}'.repeat(60)}`, []],
  ])('%s', (_, text, expected) => {
    expect(codesOf(text)).toEqual(expected);
  });
});

describe('depth', () => {
  test.each<[string, string]>([
    ['of open brackets', filled('[')],
    ['of closed brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['of braces', filled('{a: ')],
    ['of braces and brackets', filled('[{a: ')],
    ['of dashes', filled('- ')],
    ['of question marks', filled('? ')],
    ['of question marks, few', '? '.repeat(300)],
    ['of dashes and question marks', filled('- ? ')],
    ['of indentation', rows(1_200, (index) => `${' '.repeat(index)}a:\n`)],
    ['of indented dashes', rows(1_200, (index) => `${' '.repeat(index)}-\n`)],
    ['of brackets inside a key', `? ${'['.repeat(100_000)}`],
  ])('%s', (_, text) => {
    expect(codesOf(text)).toEqual(['limit-depth']);
  });

  test('that is gone again is fine', () => {
    expect(codesOf(`${rows(500, () => `- ${'['.repeat(62)}${']'.repeat(62)}\n`)}`)).toEqual([]);
  });
});

/** Texts of a mebibyte that are one thing over and over: what made some YAML library slow, deep or fat. */
describe('much of the same', () => {
  test.each<[string, string, string[]]>([
    ['keys', rows(50_000, (index) => `k${index}: 1\n`), ['limit-keys']],
    ['keys in braces', `{${rows(50_000, (index) => `k${index}: 1,`)}}`, ['limit-keys']],
    ['one key', 'a: 1\n'.repeat(50_000), ['yaml-duplicate-key']],
    ['documents', filled('--- a\n'), ['limit-documents']],
    ['document ends', filled('...\n'), ['limit-documents']],
    ['plain text', filled('a'), []],
    ['more text', 'a'.repeat(10_000_000), ['limit-size']],
    ['quoted text', `"${filled('a', mebibyte - 2)}"`, []],
    ['line ends', filled('\n'), ['limit-tokens']],
    ['CRLF line ends', filled('\r\n', 600_000), []],
    ['spaces', filled(' '), []],
    ['comments', filled('# c\n'), ['limit-tokens']],
    ['comments behind values', `- a\n${'\n'.repeat(150_000)}${'  # c\n'.repeat(80_000)}`, []],
    ['indented comments', `- a: 1\n${'\n'.repeat(150_000)}${'    # c\n'.repeat(80_000)}`, []],
    ['comments before a value', `a:\n${'  # c\n'.repeat(120_000)}  b: 1\n`, []],
    ['lines of plain text', filled('a\n'), []],
    ['lines of quoted text', `a: "${filled('\n ', mebibyte - 6)}"`, []],
    ['lines of a block scalar', `a: |\n${filled(' b\n', mebibyte - 5)}`, []],
    ['lines of a folded scalar', `a: >\n${filled(' b\n\n', mebibyte - 5)}`, []],
    ['empty lines of a block scalar', `a: |+\n${filled('\n', mebibyte - 6)}`, []],
    ['spaces inside plain text', `a: b${filled(' ', mebibyte - 5)}c`, []],
    ['spaces inside quotes', `a: 'b${filled(' ', mebibyte - 9)}\n c'`, []],
    ['backslashes', `"${filled('\\\\', mebibyte - 2)}"`, []],
    ['unknown escapes', `"${'\\q'.repeat(190_000)}"`, ['yaml-syntax']],
    ['commas', `[${','.repeat(390_000)}]`, ['yaml-syntax']],
    ['colons', `{${':'.repeat(390_000)}}`, []],
    ['closing brackets', ']'.repeat(390_000), ['yaml-syntax']],
    ['quotes', filled("'"), []],
    ['quoted texts without a comma', `[${'"" '.repeat(190_000)}]`, ['yaml-syntax']],
    ['tags', `a: ${'!a '.repeat(190_000)}`, ['yaml-syntax']],
    ['one long tag', `a: ${filled('!', mebibyte - 3)}`, ['yaml-syntax']],
    ['directives', `${'%a\n'.repeat(190_000)}---\na`, ['yaml-directive']],
    ['tag directives', `${rows(40_000, (index) => `%TAG !a${index}! x\n`)}---\na: 1`, []],
    ['empty keys', '?\n'.repeat(190_000), ['yaml-key']],
    ['empty items', '-\n'.repeat(190_000), []],
    ['key indicators in braces', `{${'?,'.repeat(90_000)}}`, ['yaml-key']],
    ['pairs in brackets', `[${'a: b, '.repeat(45_000)}]`, []],
    ['broken lines', 'a:\n  b: 1\n c: 1\n'.repeat(15_000), ['yaml-syntax']],
    ['byte order marks', filled('\uFEFF'), ['yaml-encoding']],
    ['bracketed comments', `[${'#c\n'.repeat(190_000)}]`, ['yaml-syntax']],
  ])('%s', (_, text, expected) => {
    expect(codesOf(text)).toEqual(expected);
  });
});

describe('whatever the text', () => {
  const pieces = fc.constantFrom(
    ...[
      'a',
      'b: ',
      'key:',
      '- ',
      '? ',
      ': ',
      '\n',
      '\n  ',
      '\n    ',
      '\n- ',
      '[',
      ']',
      '{',
      '}',
      ',',
      ' ',
      '\t',
      '\r\n',
    ],
    ...[
      '"',
      "'",
      '\\',
      '|',
      '>',
      '|-\n',
      '&x ',
      '*x',
      '*x ',
      '<<: ',
      '!!str ',
      '!a ',
      '# c',
      '---\n',
      '...\n',
      '%YAML 1.2\n',
    ],
    ...[
      '012',
      'yes',
      '~',
      '.5',
      '__proto__: ',
      '{{ .x }}',
      '\u0085',
      '\uFEFF',
      '\0',
      '\ud800',
      '\u{1F600}',
      '@',
      '`',
      '%',
    ],
  );
  const soup = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));

  test('reading ends, says something definite and changes no prototype', () => {
    const before = Reflect.ownKeys(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(soup, fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const { result, diagnostics } = readYaml({ path: 'a.yaml', text });
        for (const { code, message, at } of diagnostics) {
          expect(code).toMatch(/^(?:yaml|limit)-[a-z-]+$/);
          expect(message).toMatch(/\.$/);
          expect(0 <= at.start && at.start <= at.end && at.end <= text.length).toBe(true);
        }
        for (const { range } of result) expect(text.slice(range.start, range.end).trim()).not.toBe('');
      }),
      { numRuns: 5_000 },
    );
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  });

  test('the order of documents changes nothing but their order', () => {
    const documents = fc.array(
      soup.map((text) => `---\n${text.replaceAll(/---|\.\.\./g, '')}\n`),
      { maxLength: 6 },
    );
    const outcome = (texts: readonly string[]) => {
      const { result, diagnostics } = readYaml({ path: 'a.yaml', text: texts.join('') });
      const read = result.map(({ root }) => JSON.stringify(plainData(root)));
      return { read: read.sort(), codes: diagnostics.map(({ code }) => code).sort() };
    };
    fc.assert(
      fc.property(documents, (texts) => {
        expect(outcome([...texts].reverse())).toEqual(outcome(texts));
      }),
      { numRuns: 1_000 },
    );
  });
});
