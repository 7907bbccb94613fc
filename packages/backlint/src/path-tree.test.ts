import { mkdirSync, rmdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isSourceFile } from '@backlint/source/source-tree';
import { afterAll, describe, expect, test } from 'vitest';
import { pathTree } from './path-tree.ts';
import { temporaryFolder } from './test-shell.ts';

const folder = temporaryFolder({ 'a/one.yaml': 'one', 'a/b/two.yaml': 'two', 'c/three.yaml': 'three' });
mkdirSync(join(folder.path, 'links'));
symlinkSync(join(folder.path, 'a'), join(folder.path, 'links/a'));
symlinkSync(join(folder.path, 'nowhere'), join(folder.path, 'links/broken'));
symlinkSync(join(folder.path, 'c'), join(folder.path, 'a/b/out'));

afterAll(folder.remove);

function treeOf(paths: readonly string[], cwd = folder.path) {
  const found = pathTree(paths, cwd);
  if (found.kind === 'problem') throw new Error(found.message);
  return found;
}

function textsOf(paths: readonly string[], cwd?: string) {
  const { tree } = treeOf(paths, cwd);
  return tree.paths.map((path) => {
    const read = tree.read(path);
    return isSourceFile(read) ? `${read.path}: ${read.text}` : `${path}: not read`;
  });
}

describe('the tree of some paths', () => {
  test('begins at a repository that lies in the current folder', () => {
    mkdirSync(join(folder.path, 'a/.git'));
    const found = pathTree(['a'], folder.path);
    expect(found).toMatchObject({ kind: 'tree', root: join(folder.path, 'a'), pathPrefix: 'a/' });
    expect(pathTree(['a', 'c'], folder.path)).toMatchObject({ root: folder.path, pathPrefix: '' });
    rmdirSync(join(folder.path, 'a/.git'));
  });

  test('names files from the current folder', () => {
    expect(textsOf(['c', 'a/b'])).toEqual(['a/b/two.yaml: two', 'c/three.yaml: three']);
    expect(textsOf(['a/one.yaml', 'c'])).toEqual(['a/one.yaml: one', 'c/three.yaml: three']);
    expect(textsOf([join(folder.path, 'a/b')])).toEqual(['a/b/two.yaml: two']);
  });

  test('names files from the folder that the paths share, where that is elsewhere', () => {
    const cwd = join(folder.path, 'c');
    expect(textsOf(['../a'], cwd)).toEqual(['b/two.yaml: two', 'one.yaml: one']);
    expect(treeOf(['../a'], cwd).pathPrefix).toBe('../a/');
    expect(textsOf(['../a/b/two.yaml'], cwd)).toEqual(['two.yaml: two']);
    expect(textsOf(['../a/b', '.'], cwd)).toEqual(['a/b/two.yaml: two', 'c/three.yaml: three']);
    expect(treeOf(['../a/b', '.'], cwd).pathPrefix).toBe('../');
    expect(treeOf([join(folder.path, 'a')], cwd).pathPrefix).toBe(`${folder.path}/a/`);
  });

  test('holds no file twice', () => {
    expect(textsOf(['a', 'a/b', 'a/one.yaml', 'links/a', 'a'])).toEqual(['a/b/two.yaml: two', 'a/one.yaml: one']);
  });

  test('follows a link that is named itself', () => {
    expect(textsOf(['links/a'])).toEqual(['links/a/b/two.yaml: two', 'links/a/one.yaml: one']);
  });

  test('has no file that was not named', () => {
    const { tree } = treeOf(['a/b', 'c/three.yaml']);
    for (const path of ['a/one.yaml', 'one.yaml', '../one.yaml', 'a/b', 'a/bc', 'c', 'c/other.yaml']) {
      expect(tree.read(path), path).toBeUndefined();
    }
  });

  test('tells what is hidden from it, with its place', () => {
    const { tree } = treeOf(['a/b', 'c/three.yaml']);
    expect(tree.diagnostics).toMatchObject([{ code: 'path-symlink-outside', at: { file: { path: 'a/b/out' } } }]);
  });
});

test.each([
  ['nowhere', 'there is no file or folder "nowhere"'],
  ['links/broken', 'there is no file or folder "links/broken"'],
  ['a/one.yaml/x', 'there is no file or folder "a/one.yaml/x"'],
  ['/dev/null', '"/dev/null" is neither a file nor a folder'],
])('%s is no path to check', (path, message) => {
  expect(pathTree([path], folder.path)).toEqual({ kind: 'problem', path, message });
});
