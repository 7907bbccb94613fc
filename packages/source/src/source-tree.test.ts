import { expect, test } from 'vitest';
import { directoryOf, memoryTree, normalisePath, rememberingTree } from './source-tree.ts';

test('lists paths by code unit, whatever order they came in', () => {
  const tree = memoryTree({ 'b.yaml': '', 'a/z.yaml': '', 'B.yaml': '' });
  expect(tree.paths).toEqual(['B.yaml', 'a/z.yaml', 'b.yaml']);
});

test('reads what is in the tree and nothing else', () => {
  const tree = memoryTree({ 'a.yaml': 'x: 1' });
  expect(tree.read('a.yaml')).toEqual({ path: 'a.yaml', text: 'x: 1' });
  expect(tree.read('../a.yaml')).toBeUndefined();
});

test('a remembering tree asks for each file once, also for what is not there', () => {
  const asked: string[] = [];
  const { paths, read } = memoryTree({ a: 'text' });
  const tree = rememberingTree({ paths, read: (path) => read(asked[asked.push(path) - 1] ?? '') });
  expect([tree.read('a'), tree.read('a')]).toEqual([read('a'), read('a')]);
  expect([tree.read('b'), tree.read('b')]).toEqual([undefined, undefined]);
  expect(asked).toEqual(['a', 'b']);
  expect(tree.paths).toBe(paths);
});

test.each([
  ['a/./b//c/', 'a/b/c'],
  ['./', ''],
  ['a/../b', 'b'],
  ['../x', undefined],
  ['a/../../x', undefined],
  ['/etc/passwd', undefined],
  ['https://example.org/x', undefined],
  ['C:/x', undefined],
  ['a\\b', undefined],
  ['a\0b', undefined],
])('normalises %j to %j', (path, expected) => {
  expect(normalisePath(path)).toBe(expected);
});

test.each([
  ['a/b.yaml', 'a'],
  ['b.yaml', ''],
])('the directory of %j is %j', (path, expected) => {
  expect(directoryOf(path)).toBe(expected);
});
