import { type Node, nodeAt } from '@backlint/source/node';
import { booleanAt, numberAt, stringAt } from '@backlint/source/node-values';
import { originChain } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import { describe, expect, test } from 'vitest';
import { plainData } from './plain-data.ts';
import { readYaml } from './read-yaml.ts';

function read(text: string, path = 'a.yaml') {
  return readYaml({ path, text });
}

function rootOf(text: string): Node {
  const { result, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  const [document] = result;
  if (!document || result.length > 1) throw new Error(`${result.length} documents`);
  return document.root;
}

function dataOf(text: string): unknown {
  return plainData(rootOf(text));
}

function textOf({ file, start, end }: Range): string {
  return file.text.slice(start, end);
}

function codesOf(text: string, path?: string): string[] {
  return read(text, path).diagnostics.map(({ code }) => code);
}

describe('documents', () => {
  test('are read one by one, with their ranges and comments', () => {
    const text = '# first\na: 1 # one\n---\n#second\nb:\n  # inside\n  - 2\n---\n# nothing\n';
    const { result, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(result.map(({ root }) => plainData(root))).toEqual([{ a: 1 }, { b: [2] }]);
    expect(result.map(({ range }) => textOf(range))).toEqual([
      '# first\na: 1 # one\n',
      '---\n#second\nb:\n  # inside\n  - 2\n',
    ]);
    expect(result.map(({ comments }) => comments.map((comment) => comment.text))).toEqual([
      ['first', 'one'],
      ['second', 'inside'],
    ]);
    expect(result.flatMap(({ comments }) => comments.map(({ range }) => textOf(range)))).toEqual([
      '# first',
      '# one',
      '#second',
      '# inside',
    ]);
  });

  test('that are broken cost their neighbours nothing', () => {
    const { result, diagnostics } = read('a: 1\n---\nb: [1\n---\nc: 3\n---\nd: "\n');
    expect(result.map(({ root }) => plainData(root))).toEqual([{ a: 1 }, { c: 3 }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax', 'yaml-syntax']);
  });

  test('are only parsed where they matter', () => {
    const options = { matters: (text: string) => text.includes('b') };
    const { result, diagnostics } = readYaml({ path: 'a.yaml', text: 'a: [\n---\nb: 1\n---\nc: [\n' }, options);
    expect(result.map(({ root }) => plainData(root))).toEqual([{ b: 1 }]);
    expect(diagnostics).toEqual([]);
  });

  test.each(['', '\n\n', '# only a comment\n', '---\n', '---\n# c\n---\n', '\uFEFF', 'a: 1\n---\n'])(
    'without anything in them are none: %j',
    (text) => {
      const { result, diagnostics } = read(text);
      expect(diagnostics).toEqual([]);
      expect(result.map(({ root }) => plainData(root))).toEqual(text.startsWith('a') ? [{ a: 1 }] : []);
    },
  );

  test('may have CRLF line ends and a byte order mark', () => {
    const [document] = read('\uFEFFa: 1\r\nb:\r\n  - "x\r\n    y"\r\n  - |\r\n    z\r\n').result;
    expect(plainData(document?.root)).toEqual({ a: 1, b: ['x y', 'z\n'] });
  });
});

describe('places', () => {
  const text =
    'kind: Cluster\nmetadata:\n  name: "orders" # c\nspec:\n  list: [1, {a: b}]\n  none:\n  text: |\n    x\n';
  const root = rootOf(text);
  const at = (...path: (string | number)[]) => {
    const range = nodeAt(root, path)?.origin.range;
    return range && textOf(range);
  };

  test('of values are where they are written', () => {
    expect(at('kind')).toBe('Cluster');
    expect(at('metadata', 'name')).toBe('"orders"');
    expect(at('spec', 'list')).toBe('[1, {a: b}]');
    expect(at('spec', 'list', 1)).toBe('{a: b}');
    expect(at('spec', 'text')).toBe('|\n    x');
    expect(at('spec')).toBe(text.slice(text.indexOf('list'), -1));
    expect(nodeAt(root, ['spec', 'none'])?.origin.range.start).toBe(text.indexOf('none:') + 'none:'.length);
  });

  test('of keys are where they are written', () => {
    const keys = root.kind === 'mapping' ? [...root.entries.values()].map(({ key }) => textOf(key.range)) : [];
    expect(keys).toEqual(['kind', 'metadata', 'spec']);
  });

  test('count from the start of the file in later documents', () => {
    const [, second] = read('a: 1\n---\nb: [x, y]\n').result;
    const range = second && nodeAt(second.root, ['b', 1])?.origin.range;
    expect(range && textOf(range)).toBe('y');
  });
});

describe('scalars', () => {
  test('are what Kubernetes reads, with the writing where it differs', () => {
    const root = rootOf('[012, 1e3, ~, "", "012", 12, true, text, 0x1F]');
    const items = root.kind === 'sequence' ? root.items : [];
    expect(items.map((item) => item.kind === 'scalar' && [item.value, item.written])).toEqual([
      [10, '012'],
      [1000, '1e3'],
      [null, '~'],
      ['', undefined],
      ['012', undefined],
      [12, undefined],
      [true, undefined],
      ['text', undefined],
      [31, '0x1F'],
    ]);
  });

  test('that kubectl and kustomize read differently are certain for nobody', () => {
    const root = rootOf('suspend: yes\nactive: no\nname: on\nday: 2026-11-20\nquoted: "yes"\n');
    expect(booleanAt(root, 'suspend')).toMatchObject({ kind: 'unknown', why: expect.stringContaining('kustomize') });
    expect(booleanAt(root, 'active')).toMatchObject({ kind: 'unknown' });
    expect(stringAt(root, 'name')).toMatchObject({ kind: 'unknown' });
    expect(stringAt(root, 'day')).toMatchObject({ kind: 'unknown' });
    expect(stringAt(root, 'quoted')).toMatchObject({ kind: 'written', value: 'yes' });
  });

  test('obey the tags of YAML and ignore others, as Kubernetes does', () => {
    const text =
      'a: !!str 012\nb: !!int "12"\nc: !!float 3\nd: !own 5\ne: ! 6\nf: !!binary Q3JvbkpvYg==\ng: !own {h: 1}\ni: !!null ""\nj: !!timestamp 2001-01-01\n';
    expect(dataOf(text)).toEqual({
      ...{ a: '012', b: 12, c: 3, d: '5', e: '6', f: 'CronJob', g: { h: 1 }, i: null, j: '2001-01-01' },
    });
    expect(dataOf('[!!int text, !!bool 1, !!binary "%", !!binary /w==]')).toEqual([
      { unknown: 'it is not what its tag says' },
      { unknown: 'it is not what its tag says' },
      { unknown: 'it is binary data' },
      { unknown: 'it is binary data' },
    ]);
  });

  test('stay text where they hold a template', () => {
    expect(dataOf('a: ${APP}-db\nb: "{{ .x }}"\nc: "###S3###"\n')).toEqual({
      a: '${APP}-db',
      b: '{{ .x }}',
      c: '###S3###',
    });
  });

  test('keep block and folded text as it is', () => {
    expect(dataOf('a: |\n  x\n   y\n\n  z\nb: >-\n  one\n  two\n\n  three\nc: |+\n  k\n\nd: 1\n')).toEqual({
      ...{ a: 'x\n y\n\nz\n', b: 'one two\nthree', c: 'k\n\n', d: 1 },
    });
  });
});

describe('keys', () => {
  test('are text as it is written', () => {
    expect(dataOf('on: 1\n012: 2\n1e3: 3\n"q": 4\n? e\n: 5\n5432: 6\n')).toEqual({
      ...{ on: 1, '012': 2, '1e3': 3, q: 4, e: 5, 5432: 6 },
    });
    expect(dataOf('{a, b: , ? c}')).toEqual({ a: null, b: null, c: null });
  });

  test('written twice leave the value unknown', () => {
    const { result, diagnostics } = read('a: 1\nb: 2\na: 3\n');
    expect(result.map(({ root }) => plainData(root))).toEqual([{ a: { unknown: 'its key is written twice' }, b: 2 }]);
    expect(diagnostics).toMatchObject([{ code: 'yaml-duplicate-key', at: { start: 10, end: 11 } }]);
    expect(codesOf('{"a": 1, \'a\': 2, a: 3}')).toEqual(['yaml-duplicate-key', 'yaml-duplicate-key']);
  });

  test.each(['? [a]\n: b\n', '{a: 1}: b\n', 'null: 1\n', '~: 1\n', ': 1\n', '[{? : 1}]\n'])(
    'that are no text refuse the document, as Kubernetes does: %j',
    (text) => {
      expect(codesOf(text)).toEqual(['yaml-key']);
      expect(read(text).result).toEqual([]);
    },
  );

  test('of prototypes are keys like others', () => {
    const root = rootOf('constructor: {prototype: {polluted: 1}}\n<<: {__proto__: {polluted: 2}, toString: 3}\n');
    expect(root.kind === 'mapping' && [...root.entries.keys()]).toEqual(['constructor', '__proto__', 'toString']);
    expect(numberAt(root, '__proto__', 'polluted')).toMatchObject({ kind: 'written', value: 2 });
    expect(nodeAt(rootOf('a: 1\n'), ['__proto__'])).toBeUndefined();
    expect(nodeAt(rootOf('a: 1\n'), ['constructor'])).toBeUndefined();
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe('anchors and aliases', () => {
  test('share what the anchor became, with the alias as what led there', () => {
    const text = 'a: &x {k: [1]}\nb: *x\n';
    const root = rootOf(text);
    const anchored = nodeAt(root, ['a']);
    const aliased = nodeAt(root, ['b']);
    expect(plainData(root)).toEqual({ a: { k: [1] }, b: { k: [1] } });
    expect(aliased && originChain(aliased.origin).map(textOf)).toEqual(['{k: [1]}', '*x']);
    expect(nodeAt(root, ['b', 'k'])).toBe(nodeAt(root, ['a', 'k']));
    expect(anchored?.origin.via).toBeUndefined();
  });

  test('follow the latest definition before the alias', () => {
    expect(dataOf('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
    expect(dataOf('&x {a: &x 1, b: *x}')).toEqual({ a: 1, b: 1 });
    expect(dataOf('a: &x {b: &x 1}\nc: *x\n')).toEqual({ a: { b: 1 }, c: 1 });
  });

  test('work on keys and empty values', () => {
    expect(dataOf('&k key: &v value\nlist: [*k , *v , *k ]\nempty: &n\nnone: *n\nother: {*k : 1}\n')).toEqual({
      key: 'value',
      list: ['key', 'value', 'key'],
      empty: null,
      none: null,
      other: { key: 1 },
    });
  });

  test.each([
    ['&a [*a]', 'the value of its own anchor'],
    ['a: &a {b: {c: *a}}', 'the value of its own anchor'],
    ['a: *b\nc: &b 1', 'No anchor before'],
    ['host: *.example.org', 'No anchor before'],
    ['a: &a {<<: *a}', 'the value of its own anchor'],
  ])('refuse %j', (text, expected) => {
    const { result, diagnostics } = read(text);
    expect(result).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'yaml-alias', message: expect.stringContaining(expected) }]);
  });
});

describe('merge keys', () => {
  test('merge one mapping or a list; the first in the list wins and written keys override', () => {
    expect(dataOf('x: &x {a: 1, b: 1}\ny: {<<: *x, a: 2}\n')).toMatchObject({ y: { a: 2, b: 1 } });
    expect(dataOf('x: &x {a: 1}\nz: &z {a: 2, b: 2}\ny: {<<: [*x, *z], c: 3}\n')).toMatchObject({
      y: { a: 1, b: 2, c: 3 },
    });
    expect(dataOf('y: {<<: {a: 1}, "<<": text}\n')).toEqual({ y: { a: 1, '<<': 'text' } });
    expect(dataOf('x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: *y}\n')).toMatchObject({ z: { a: 1, b: 2 } });
  });

  test('remember where a value is written and what merged it', () => {
    const root = rootOf('x: &x {a: 1}\nv: &v text\ny: &y {<<: *x, b: *v}\nz:\n  <<: *y\n');
    const chain = (...path: string[]) => {
      const origin = nodeAt(root, path)?.origin;
      return origin && originChain(origin).map(({ file, start }) => file.text.slice(start, start + 4));
    };
    expect(chain('y', 'a')).toEqual(['1}\nv', '<<: ']);
    expect(chain('z', 'a')).toEqual(['1}\nv', '<<: ', '<<: ']);
    expect(chain('z', 'b')).toEqual(['text', '*v}\n', '<<: ']);
    const z = nodeAt(root, ['z']);
    const key = z?.kind === 'mapping' ? z.entries.get('a')?.key : undefined;
    expect(key && originChain(key).map(textOf)).toEqual(['a', '<<', '<<']);
  });

  test('are uncertain where kubectl and kustomize merge differently', () => {
    const root = rootOf('x: &x {a: 1, b: 1, c: 1}\ny: {a: 1, b: 2, <<: *x}\n');
    expect(numberAt(root, 'y', 'a')).toMatchObject({ kind: 'written', value: 1 });
    expect(numberAt(root, 'y', 'b')).toMatchObject({ kind: 'unknown', why: expect.stringContaining('merge') });
    expect(numberAt(root, 'y', 'c')).toMatchObject({ kind: 'written', value: 1 });
    const twice = read('x: &x {a: 1, b: 1}\nz: &z {a: 2}\ny: {<<: *x, <<: *z}\n');
    expect(twice.diagnostics.map(({ code }) => code)).toEqual(['yaml-duplicate-key']);
    expect(twice.result.map(({ root: r }) => plainData(r))).toMatchObject([
      { y: { a: { unknown: expect.any(String) }, b: 1 } },
    ]);
  });

  test.each(['{<<: 1}', '{<<: }', '{<<: [1]}', '{<<: [{}, [{}]]}'])('refuse %s', (text) => {
    expect(codesOf(text)).toEqual(['yaml-merge']);
  });
});

describe('JSON', () => {
  test('is read with tabs, escapes and numbers', () => {
    const text = '{\n\t"a": "\\/\\u00e9\\ud83d\\ude00\\n",\n\t"b": [1e3, -0.5, null, true],\r\n\t"c": {}\n}\n';
    expect(read(text, 'a.json').diagnostics).toEqual([]);
    expect(dataOf(text)).toEqual(JSON.parse(text));
  });

  test('reports keys written twice', () => {
    expect(codesOf('{"kind": "a", "kind": "b"}', 'a.json')).toEqual(['yaml-duplicate-key']);
  });
});

describe('what is no YAML', () => {
  test.each([
    ['a: [1, 2', 'yaml-syntax'],
    ['a: "unclosed', 'yaml-syntax'],
    ['a:\n\t- b', 'yaml-syntax'],
    ['a:\n  b: 1\n c: 2', 'yaml-syntax'],
    ['a: b: c', 'yaml-syntax'],
    ["a: 'x' y", 'yaml-syntax'],
    ['a: @b', 'yaml-syntax'],
    ['a: "\\q"', 'yaml-syntax'],
    ['a: - b', 'yaml-syntax'],
    ['a: &x &y 1', 'yaml-syntax'],
    ['key\nother: 1', 'yaml-syntax'],
    ['%YAML 1.2\na: 1', 'yaml-syntax'],
    ['%YAML 1.2', 'yaml-syntax'],
    ['%YAML 1.1\n---\na: yes', 'yaml-directive'],
    ['%YAML 1.3\n---\na: 1', 'yaml-directive'],
    ['%YAML  1.2 1\n---\na: 1', 'yaml-directive'],
    ['%OWN x\n---\na: 1', 'yaml-directive'],
    ['a: \0', 'yaml-encoding'],
    ['a: \x07', 'yaml-encoding'],
    ['a: \x7f', 'yaml-encoding'],
    ['a: 1 # c\rsuspend: true', 'yaml-encoding'],
    ['a: 1 # c\u0085suspend: true', 'yaml-encoding'],
    ['a: 1 # c\u2028suspend: true', 'yaml-encoding'],
    ['a: 1\n\uFEFFsuspend: true', 'yaml-encoding'],
    ['a: \ud800', 'yaml-encoding'],
    ['a: \uFFFF', 'yaml-encoding'],
  ])('is refused as what it is: %j', (text, code) => {
    const { result, diagnostics } = read(text);
    expect(result).toEqual([]);
    expect(diagnostics).toMatchObject([{ code, message: expect.stringMatching(/^[A-Z].*\.$/) }]);
  });

  test.each(['%YAML 1.2\n---\na: 1\n', '%YAML 1.2 # c\n%TAG !e! tag:e,2026:\n---\na: !e!x 1\n', 'a: \ud83d\ude00'])(
    'but not %j',
    (text) => {
      expect(codesOf(text)).toEqual([]);
    },
  );

  test('is never quoted, for it may hold secrets', () => {
    for (const broken of [
      'a: "CANARY',
      'CANARY: *CANARY',
      '{CANARY: [CANARY}',
      'a: !!int CANARY\na: CANARY',
      '? {CANARY: 1}',
    ]) {
      const { diagnostics } = read(broken);
      expect(diagnostics).not.toEqual([]);
      expect(diagnostics.map(({ message }) => message).join()).not.toContain('CANARY');
    }
  });

  test('is a template where it holds one, once per file', () => {
    const helm = 'kind: A\nname: {{ .Values.name }}\n---\n{{- if .x }}\nkind: B\n{{- end }}\n---\nkind: C\n';
    const { result, diagnostics } = read(helm);
    expect(result.map(({ root }) => plainData(root))).toEqual([{ kind: 'C' }]);
    expect(diagnostics).toMatchObject([{ code: 'yaml-template', at: { start: helm.indexOf('{{') } }]);
    expect(codesOf('a: {% if x %}\n')).toEqual(['yaml-template']);
    expect(codesOf('a: [\n', 'charts/x/templates/a.yaml')).toEqual(['yaml-template']);
    expect(codesOf('a: "{{ .x }}"\n', 'charts/x/templates/a.yaml')).toEqual([]);
    expect(codesOf('a: {{ .x }}\n---\nb: [\n')).toEqual(['yaml-template', 'yaml-syntax']);
  });
});
