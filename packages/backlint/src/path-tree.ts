import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { gitIgnored } from '@backlint/objects/git-ignored';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { SourceFile } from '@backlint/source/source-file';
import { compareText } from '@backlint/source/source-tree';
import type { CheckedTree } from './check.ts';
import { type DiskTree, diskTree } from './disk-tree.ts';
import { isInside } from './inside.ts';
import { readTextFile } from './read-text-file.ts';

/** The files that somebody named on the command line, as one tree. */
export type PathTree =
  | {
      readonly kind: 'tree';
      readonly tree: CheckedTree;
      /** The folder that the paths of the tree start from. */
      readonly root: string;
      /** Put before a path of the tree it leads there from the current folder. */
      readonly pathPrefix: string;
    }
  | { readonly kind: 'problem'; readonly path: string; readonly message: string };

/**
 * One tree for all paths, since backups and databases find each other across files. Its root is the current folder where
 * all paths are inside of it, so that its paths are what an editor expects, and else the folder that the paths share. A
 * repository that lies in the current folder is a root of its own: Flux and Argo CD count their paths from there. The tree
 * holds what is under the given paths and nothing else.
 */
export function pathTree(paths: readonly string[], cwd: string): PathTree {
  const targets: Target[] = [];
  for (const path of paths) {
    const target = targetOf(path, cwd);
    if ('message' in target) return { kind: 'problem', path, message: target.message };
    targets.push(target);
  }
  const isHere = targets.every(({ absolute }) => isInside(absolute, cwd)) && !isRepositoryInFolder(targets, cwd);
  const root = isHere ? cwd : commonFolder(targets);
  const mounts = withoutNested(targets).map((target) => mount(target, toPosix(relative(root, target.absolute))));
  return { kind: 'tree', tree: joined(mounts), root, pathPrefix: isHere ? '' : prefixOf(root, cwd, paths) };
}

/** Whether the one folder that is named is a repository. */
function isRepositoryInFolder(targets: readonly Target[], cwd: string): boolean {
  const [only, other] = targets;
  if (!only?.isFolder || other || only.absolute === cwd) return false;
  return existsSync(join(only.absolute, '.git'));
}

interface Target {
  readonly absolute: string;
  readonly real: string;
  readonly isFolder: boolean;
}

/** A file or folder that somebody named, or why it is neither. */
export function targetOf(path: string, cwd: string): Target | { readonly message: string } {
  const absolute = resolve(cwd, path);
  try {
    const stats = statSync(absolute);
    if (!stats.isDirectory() && !stats.isFile()) return { message: `"${path}" is neither a file nor a folder` };
    return { absolute, real: realpathSync.native(absolute), isFolder: stats.isDirectory() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { message: `there is no file or folder "${path}"` };
    if (typeof code === 'string') return { message: `"${path}" cannot be read (${code})` };
    throw error;
  }
}

/** A path inside of another one says nothing new, and must not make its objects appear twice. */
function withoutNested(targets: readonly Target[]): readonly Target[] {
  return targets.filter(
    ({ real }, index) =>
      !targets.some((other, at) => at !== index && isInside(real, other.real) && (real !== other.real || at < index)),
  );
}

interface Mount {
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined for a path that is not under this mount. */
  read(path: string): SourceFile | Diagnostic | undefined;
}

function mount({ real, isFolder }: Target, place: string): Mount {
  if (!isFolder) {
    return { paths: [place], diagnostics: [], read: (path) => (path === place ? readTextFile(real, path) : undefined) };
  }
  const tree = withoutIgnored(diskTree(real));
  if (place === '') return tree;
  const inside = (path: string) => `${place}/${path}`;
  const moved = (diagnostic: Diagnostic): Diagnostic => {
    const { file } = diagnostic.at;
    return { ...diagnostic, at: { ...diagnostic.at, file: { ...file, path: inside(file.path) } } };
  };
  return {
    paths: tree.paths.map(inside),
    diagnostics: tree.diagnostics.map(moved),
    read(path) {
      if (!path.startsWith(`${place}/`)) return undefined;
      const found = tree.read(path.slice(place.length + 1));
      if (found === undefined) return undefined;
      return 'text' in found ? { path, text: found.text } : moved(found);
    },
  };
}

/** Lists no file that git ignores: what is not in the repository reaches no cluster from there. */
function withoutIgnored(tree: DiskTree): DiskTree {
  const isIgnored = gitIgnored(tree);
  return { ...tree, paths: tree.paths.filter((path) => !isIgnored(path)) };
}

function joined(mounts: readonly Mount[]): CheckedTree {
  const [only] = mounts;
  if (only !== undefined && mounts.length === 1) return only;
  return {
    paths: mounts.flatMap(({ paths }) => paths).sort(compareText),
    diagnostics: mounts.flatMap(({ diagnostics }) => diagnostics),
    read(path) {
      for (const { read } of mounts) {
        const found = read(path);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function commonFolder(targets: readonly Target[]): string {
  let folder = folderOf(targets[0]);
  while (!targets.every((target) => isInside(folderOf(target), folder))) folder = dirname(folder);
  return folder;
}

function folderOf(target: Target | undefined): string {
  if (target === undefined) return sep;
  return target.isFolder ? target.absolute : dirname(target.absolute);
}

function prefixOf(root: string, cwd: string, paths: readonly string[]): string {
  const folder = paths.some(isAbsolute) ? root : relative(cwd, root);
  return `${toPosix(folder).replace(/\/$/, '')}/`;
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}
