// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's markers are the same.

import { type Position, startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomNumbers } from './fixtures/mutate.ts';
import { trickySyntax } from './fixtures/tricky-syntax.ts';
import { limits } from './limits.ts';
import { parseHcl } from './parse-hcl.ts';
import type { Expression } from './syntax-tree.ts';

describe('gives every part its place', () => {
  const text = `
resource "kubernetes_manifest" "orders" { # ours
  manifest = {
    kind = "Cluster"
    metadata = { name = "orders-\${var.stage}" }
  }
  depends_on = [kubernetes_namespace_v1.shop, a[0].b]
}
/* the end */`;
  const { result, diagnostics } = parse(text);
  const [block] = result.blocks;

  test('blocks, labels and comments', () => {
    expect(diagnostics).toEqual([]);
    expect(source(block?.type.range)).toBe('resource');
    expect(block?.labels.map(({ text, range }) => [text, source(range)])).toEqual([
      ['kubernetes_manifest', '"kubernetes_manifest"'],
      ['orders', '"orders"'],
    ]);
    expect(source(block?.header)).toBe('resource "kubernetes_manifest" "orders"');
    expect(source(block?.range)).toBe(text.slice(1, text.indexOf('\n/*')));
    expect(result.comments.map(({ text, range }) => [text, source(range)])).toEqual([
      ['ours', '# ours'],
      ['the end', '/* the end */'],
    ]);
  });

  test('arguments, keys and values', () => {
    const manifest = block?.body.attributes.get('manifest');
    expect(source(manifest?.name.range)).toBe('manifest');
    expect(source(manifest?.range)).toMatch(/^manifest = \{[\s\S]*\n {2}\}$/);
    const [kind, metadata] = entriesOf(manifest?.value);
    expect([source(kind?.key.range), source(kind?.value.range)]).toEqual(['kind', '"Cluster"']);
    const [name] = entriesOf(metadata?.value);
    expect(source(name?.value.range)).toBe('"orders-${var.stage}"');
    const parts = name?.value.kind === 'template' ? name.value.parts : [];
    expect(parts.map(({ range }) => source(range))).toEqual(['orders-', '${var.stage}']);
  });

  test('references', () => {
    const dependsOn = block?.body.attributes.get('depends_on')?.value;
    const [first, second] = dependsOn?.kind === 'tuple' ? dependsOn.items : [];
    expect(source(first?.range)).toBe('kubernetes_namespace_v1.shop');
    expect(second?.kind === 'traversal' && second.steps.map(({ range }) => source(range))).toEqual(['[0]', '.b']);
  });

  test('lines of a heredoc, without the indentation that is dropped', () => {
    const [value] = valuesIn('a = <<-EOT\n    one\n      ${two} three\n\n    four\n  EOT\n');
    expect(value?.kind === 'template' && value.parts.map(({ range }) => source(range))).toEqual([
      'one\n',
      '  ',
      '${two}',
      ' three\n',
      '\n',
      'four\n',
    ]);
  });
});

describe('says what is wrong, and where', () => {
  test.each([
    ['a = 1\nb = \nc = 3', '2:5', 'a value is expected here'],
    ['a = [1, 2\n\nb = 1', '3:1', 'a comma or the closing bracket of the list is expected here'],
    ['a = [1,\n', '1:5', 'this bracket is not closed before the end of the file'],
    ['a = "b\nc = 1', '1:5', 'the string has no closing quote on its line'],
    ["a = 'b'", '1:5', 'strings stand in double quotes, not in single ones'],
    ['a = 1; b = 2', '1:6', 'a new line, not a semicolon, ends an argument'],
    ['a = b ? c', '1:10', 'a conditional needs a colon and a second result here'],
    ['a = <<EOT\nb\n', '1:5', 'no line after this one closes the heredoc with only EOT on it'],
    ['a = "%{ if b }c"', '1:6', 'this if has no endif'],
    ['a = "\\d"', '1:6', 'this is no escape; a backslash itself is written twice'],
    ['a = 1\na = 2', '2:1', 'the argument a is already set in this block'],
    ['a "b"\n{\n}', '1:6', 'a block opens with a brace on the line of its name'],
    ['"a" = 1', '1:1', 'the name of an argument or block stands without quotes'],
    ['a {\n  b {\n  }\n', '1:1', 'this block has no closing brace before the end of the file'],
    ['a = 1\n}\n', '2:1', 'this brace closes no block'],
  ])('%j', (text, at, message) => {
    const [first] = parse(text).diagnostics;
    expect([first && citation(startPosition(first.at)), first?.message, first?.code]).toEqual([
      at,
      message,
      'hcl-syntax',
    ]);
  });

  test('without quoting the text, which may hold secrets', () => {
    for (const text of trickySyntax) {
      const secret = text.replaceAll('a', 'hunter2');
      for (const { message } of parse(secret).diagnostics) expect(message).not.toMatch(/hunter2(?! is already set)/);
    }
  });
});

describe('goes on after an error', () => {
  test('with the next argument, and keeps the broken one as unreadable', () => {
    const { result, diagnostics } = parse('a {\n  b = [1 2,\n    3]\n  c = 4\n}\nd = 5\n');
    expect(diagnostics).toHaveLength(1);
    const [a] = result.blocks;
    expect([...(a?.body.attributes ?? [])].map(([name, { value }]) => [name, value.kind])).toEqual([
      ['b', 'unreadable'],
      ['c', 'literal'],
    ]);
    expect([a?.body.isComplete, result.isComplete, result.attributes.has('d')]).toEqual([false, false, true]);
  });

  test('with the next block in the first column, when a brace is missing', () => {
    const { result, diagnostics } = parse(
      'resource "a" "b" {\n  c = {\n    d = 1\n  }\n\nresource "e" "f" {\n  g = 1\n}\n\nlocals {\n  h = 1\n}\n',
    );
    expect(diagnostics.map(({ at }) => citation(startPosition(at)))).toEqual(['1:1']);
    expect(result.blocks.map(({ type, labels }) => [type.text, ...labels.map(({ text }) => text)].join('.'))).toEqual([
      'resource.a.b',
      'resource.e.f',
      'locals',
    ]);
    expect(result.blocks.map(({ body }) => body.isComplete)).toEqual([false, true, true]);
  });

  test('with the next block, when a bracket inside is missing', () => {
    const { result, diagnostics } = parse('locals {\n  a = [1, {\n  b = 2\n}\n\nvariable "c" {\n}\n');
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(result.blocks.map(({ type }) => type.text)).toEqual(['locals', 'variable']);
  });

  test('with the next line, when a heredoc has no end', () => {
    const { result } = parse('a = <<EOT\nb\nresource "c" "d" {\n}\n');
    expect(result.blocks.map(({ type }) => type.text)).toEqual(['resource']);
  });
});

describe('keeps its limits', () => {
  const nested = (depth: number) => `a = ${'['.repeat(depth)}${']'.repeat(depth)}`;
  const heredoc = (length: number) => `a = <<A\n${'x'.repeat(length)}\nA\n`;
  const chain = (length: number) => `a = 1${'+1'.repeat(length)}`;

  test.each([
    ['depth', nested(limits.depth), nested(limits.depth + 1)],
    ['depth', `a = ${'!'.repeat(limits.depth)}b`, `a = ${'!'.repeat(limits.depth + 1)}b`],
    ['depth', 'a {\n'.repeat(limits.depth) + '}\n'.repeat(limits.depth), 'a {\n'.repeat(limits.depth + 1)],
    ['depth', chain(limits.chain), chain(limits.chain + 1)],
    ['depth', `a = b${'.c'.repeat(limits.chain)}`, `a = b${'.c'.repeat(limits.chain + 1)}`],
    ['number', `a = ${'9'.repeat(limits.numberLength)}`, `a = ${'9'.repeat(limits.numberLength + 1)}`],
    ['number', `a = 1e${limits.exponent}`, `a = 1e${limits.exponent + 1}`],
    ['number', `a = 1e-${limits.exponent}`, 'a = 1e-999999'],
    ['heredoc', heredoc(limits.heredocLength - 10), heredoc(limits.heredocLength + 1)],
    ['size', '#'.repeat(limits.fileLength), '#'.repeat(limits.fileLength + 1)],
    ['diagnostics', '@\n'.repeat(limits.diagnostics), '@\n'.repeat(limits.diagnostics + 1)],
  ])('%s', (name, within, beyond) => {
    const code = `limit-${name}`;
    expect(parse(within).diagnostics.map((diagnostic) => diagnostic.code)).not.toContain(code);
    expect(parse(beyond).diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  test.each([
    ['brackets', 'a = [', '['],
    ['unary operators', 'a = ', '!'],
    ['conditionals', 'a = ', 'b ? c : '],
    ['open templates', 'a = ', '"${'],
    ['blocks', '', 'a {\n'],
    ['labelled blocks', '', 'resource "a" "b" {\n'],
    ['heredocs without end', '', 'a = <<E\n${\n'],
    ['other heredocs without end', '', 'a = <<-E\n'],
    ['comments without end', '', '/* '],
    ['errors', '', "a = 'b'\n"],
    ['closing braces', '', '}\n'],
    ['backslashes', 'a = "', '\\\\'],
    ['dollars', 'a = "', '$'],
    ['trimmed sequences', 'a = "', '${~ b ~} '],
    ['labels', 'a ', '"b" '],
    ['directives', 'a = "', '%{ if b }'],
    ['argument after argument', '', '@ a = 1\n'],
    ['entries', 'a = {', 'b=1,'],
    ['splats', 'a = b', '[*]'],
    ['carriage returns', 'a = <<E\n', '\r'],
  ])('in linear time for %s', (_, start, unit) => {
    const text = (length: number) => start + unit.repeat(length / unit.length);
    parse(text(50_000));
    const [short, long] = [125_000, 1_000_000].map((length) => milliseconds(() => parse(text(length))));
    // Quadratic time would be 64 times as long.
    expect(long).toBeLessThan(Math.max(30 * (short ?? 0), 500));
  });
});

test('never throws, and every place lies in the text', () => {
  const random = randomNumbers(7);
  const pieces = fc.array(fc.oneof(fc.constantFrom(...trickySyntax), fc.string({ unit: 'binary' })), { maxLength: 8 });
  fc.assert(
    fc.property(pieces, fc.boolean(), (words, isJson) => {
      const text = words.map((word) => word.slice(random(4))).join('');
      const { diagnostics } = parseHcl({ path: isJson ? 'a.tf.json' : 'a.tf', text });
      for (const { at } of diagnostics) {
        expect(at.start).toBeGreaterThanOrEqual(0);
        expect(at.end).toBeGreaterThanOrEqual(at.start);
        expect(at.start).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 2000, seed: 1 },
  );
});

function parse(text: string) {
  return parseHcl({ path: 'main.tf', text });
}

function valuesIn(text: string): readonly Expression[] {
  return [...parse(text).result.attributes.values()].map(({ value }) => value);
}

function entriesOf(expression: Expression | undefined) {
  return expression?.kind === 'object' ? expression.entries : [];
}

function source(range: Range | undefined): string | undefined {
  return range?.file.text.slice(range.start, range.end);
}

function citation({ line, column }: Position): string {
  return `${line}:${column}`;
}

function milliseconds(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
