import { startOf } from '@backlint/source/range';
import { isSourceFile, memoryTree, type SourceTree } from '@backlint/source/source-tree';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../yaml/limits.ts';
import { readManifests } from './read-manifests.ts';

const words = ['cnpg.io', 'CronJob'];
const cluster = (name: string) => `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: ${name}}\n`;

function read(texts: Record<string, string>) {
  return readManifests(memoryTree(texts), { words });
}

test('reads the objects that matter, in the order of files and lines', () => {
  const { result, diagnostics } = read({
    'b/two.yml': `${cluster('b')}---\n${cluster('c')}`,
    'a.yaml': `kind: Secret\napiVersion: v1\n---\n${cluster('a')}`,
    'c.json': '{"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "d"}}',
    'd.txt': cluster('no'),
    'e.yaml.bak': cluster('no'),
  });
  expect(result.objects.map(({ address }) => address)).toEqual([
    'postgresql.cnpg.io/Cluster/-/a',
    'postgresql.cnpg.io/Cluster/-/b',
    'postgresql.cnpg.io/Cluster/-/c',
    'batch/CronJob/-/d',
  ]);
  expect(result.seen).toEqual({ files: 3, documents: 4 });
  expect(diagnostics).toEqual([]);
});

test('gives the comments of documents with such objects, by file', () => {
  const { comments } = read({
    'a.yaml': `# one\n${cluster('a')}---\n# CronJob\nkind: Secret\napiVersion: v1\n---\n${cluster('b')}# two\n`,
    'b.yaml': '# cnpg.io\nkind: Secret\n',
  }).result;
  expect([...comments].map(([path, all]) => [path, all.map(({ text }) => text)])).toEqual([['a.yaml', ['one', 'two']]]);
});

describe('what cannot be read', () => {
  test('is a diagnostic where it may matter and nothing elsewhere', () => {
    const { result, diagnostics } = read({
      'broken.yaml': `${cluster('a')} x: 1\n---\n${cluster('b')}`,
      'other.yaml': 'kind: Secret\n x: 1\n',
      'template.yaml': `{{ if .x }}\n${cluster('{{ .name }}')}{{ end }}\n`,
      'large.yaml': `${cluster('c')}# ${'x'.repeat(limits.fileLength)}\n`,
      'large-other.json': `["${'x'.repeat(limits.fileLength)}"]`,
      'twice.yaml': `${cluster('d')}kind: Cluster\n`,
      'merged.yaml': 'x: &x {kind: Job}\nkind: CronJob\n<<: *x\napiVersion: batch/v1\n',
    });
    expect(diagnostics.map(({ code, at }) => [at.file.path, code])).toEqual([
      ['broken.yaml', 'yaml-syntax'],
      ['large.yaml', 'limit-size'],
      ['merged.yaml', 'kubernetes-kind'],
      ['template.yaml', 'yaml-template'],
      ['twice.yaml', 'yaml-duplicate-key'],
      ['twice.yaml', 'kubernetes-kind'],
    ]);
    expect(result.objects.map(({ address }) => address)).toEqual(['postgresql.cnpg.io/Cluster/-/b']);
  });

  test('is the diagnostic of the tree for a file that it cannot give', () => {
    const trouble = { code: 'file-encoding', message: 'No.', at: startOf({ path: 'a.yaml', text: '' }) };
    const tree: SourceTree = {
      paths: ['a.yaml', 'gone.yaml'],
      read: (path) => (path === 'a.yaml' ? trouble : undefined),
    };
    expect(readManifests(tree, { words })).toMatchObject({ result: { seen: { files: 0 } }, diagnostics: [trouble] });
  });
});

test('asks for each file once and keeps the text of none without an object', () => {
  const inner = memoryTree({ 'a.yaml': cluster('a'), 'b.yaml': '# CronJob\nkind: Secret\n', 'c.yaml': 'x: 1\n' });
  const asked: string[] = [];
  const tree: SourceTree = {
    paths: inner.paths,
    read: (path) => {
      asked.push(path);
      const file = inner.read(path);
      return isSourceFile(file) ? { ...file } : file;
    },
  };
  const { result } = readManifests(tree, { words });
  expect(asked).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  expect(result.objects.map(({ origin }) => origin.range.file.path)).toEqual(['a.yaml']);
  expect([...result.comments.keys()]).toEqual(['a.yaml']);
});

test('the order of documents changes nothing but the order of objects', () => {
  const document = fc.constantFrom(
    ...[cluster('a'), cluster('b'), 'kind: Secret\napiVersion: v1\n', '# c\n', 'kind: CronJob\napiVersion: batch/v1\n'],
    ...[
      'kind: CronJob\n broken\n',
      `{"kind": "CronJob", "apiVersion": "batch/v1"}\n`,
      '',
      'x: [1\n',
      '&a [*a] # CronJob\n',
    ],
  );
  fc.assert(
    fc.property(
      fc
        .array(document, { maxLength: 8 })
        .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        const [one, other] = [all, shuffled].map((texts) => {
          const { result, diagnostics } = read({ 'a.yaml': texts.map((text) => `---\n${text}`).join('') });
          return [
            result.objects.map(({ address }) => address).sort(),
            diagnostics.map(({ code }) => code).sort(),
            result.seen,
          ];
        });
        expect(other).toEqual(one);
      },
    ),
    { numRuns: 500 },
  );
});
