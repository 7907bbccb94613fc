import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { isInside } from '../inside.ts';
import { errorCodeOf } from '../path-diagnostic.ts';
import { readTextFile } from '../read-text-file.ts';
import type { FixedTree } from './fix-tree.ts';

/** Where the changed files lie, and what may be written. */
export interface WritePlaces {
  /** The folder that the paths of the tree start from. */
  readonly root: string;
  /** What was checked, as somebody named it: nothing else is written. */
  readonly paths: readonly string[];
  readonly cwd: string;
}

/**
 * Writes changed files, each at once and whole. All of them are looked at first: where one is not what was checked, or lies
 * elsewhere, nothing is written and the problems say why.
 */
export function writeChanges(changes: FixedTree['changes'], places: WritePlaces): readonly string[] {
  const roots = places.paths.map((path) => realPlace(resolve(places.cwd, path)));
  const files = [...changes].map(([path, change]) => ({ path, ...change, ...fileAt(join(places.root, path), roots) }));
  const problems = files.flatMap(({ path, before, real, problem }) => {
    const why = problem ?? differenceFrom(before, real);
    return why === undefined ? [] : [`"${path}" ${why}`];
  });
  if (problems.length > 0) return problems;
  return files.flatMap(({ path, after, real }) => {
    try {
      replaceFile(real, after);
      return [];
    } catch (error) {
      return [`"${path}" cannot be written (${errorCodeOf(error)}).`];
    }
  });
}

/** The real path of a folder; that of a file only as far as its folder, so that a file that is a link is found out. */
function realPlace(path: string): string {
  return statSync(path).isDirectory()
    ? realpathSync.native(path)
    : join(realpathSync.native(dirname(path)), basename(path));
}

function fileAt(path: string, roots: readonly string[]): { readonly real: string; readonly problem?: string } {
  try {
    const real = realpathSync.native(path);
    if (roots.some((root) => isInside(real, root))) return { real };
    return {
      real,
      problem: 'leads out of what was checked, so it was left as it is. Check the file that it leads to.',
    };
  } catch (error) {
    return { real: path, problem: `cannot be found any more (${errorCodeOf(error)}). Run backlint again.` };
  }
}

function differenceFrom(before: string, real: string): string | undefined {
  const found = readTextFile(real, real);
  if (!('text' in found)) return `was left as it is: ${found.message}`;
  return found.text === before
    ? undefined
    : 'was changed while backlint ran, so it was left as it is. Run backlint again.';
}

/** Whoever reads the file meanwhile sees the old text or the new one, never half of it. */
function replaceFile(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.backlint`);
  const file = openSync(temporary, 'wx', 0o600);
  try {
    try {
      writeFileSync(file, text);
      fchmodSync(file, statSync(path).mode & 0o7777);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
