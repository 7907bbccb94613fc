import type { Diagnostic } from './diagnostic.ts';
import type { SourceFile } from './source-file.ts';

/**
 * The files the engine may read, and its only way to them: it opens no file, follows no link and asks no network itself.
 * Paths are relative to the root, normalised, with `/`; nothing outside the tree has a path in it.
 */
export interface SourceTree {
  /** Every path in the tree, in code-unit order. */
  readonly paths: readonly string[];
  /** The file at a path; a diagnostic where it is in the tree but cannot be read; undefined where it is not there. */
  read(path: string): SourceFile | Diagnostic | undefined;
}

/** Whether reading a path gave a file. */
export function isSourceFile(read: SourceFile | Diagnostic | undefined): read is SourceFile {
  return read !== undefined && 'text' in read;
}

/** A tree in memory, from path to text. */
export function memoryTree(texts: Readonly<Record<string, string>> | ReadonlyMap<string, string>): SourceTree {
  const entries = texts instanceof Map ? [...texts] : Object.entries(texts);
  const files = new Map(entries.map(([path, text]) => [path, { path, text }]));
  return { paths: [...files.keys()].sort(compareText), read: (path) => files.get(path) };
}

/** The same tree, which keeps each file once it was asked for: for readers that come back to the same files. */
export function rememberingTree(tree: SourceTree): SourceTree {
  const known = new Map<string, ReturnType<SourceTree['read']>>();
  return {
    paths: tree.paths,
    read(path) {
      if (!known.has(path)) known.set(path, tree.read(path));
      return known.get(path);
    },
  };
}

/** Orders text by code unit, so that no machine's locale can reorder a report. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The directory of a path, without a trailing slash; empty for a file at the root. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/**
 * A path relative to the root without `.`, `..` and doubled slashes; empty for the root, undefined where it leads out of
 * the tree or is none of its paths by form (absolute, a URL, a drive, a backslash or NUL in it).
 */
export function normalisePath(path: string): string | undefined {
  if (/^\/|^[A-Za-z][A-Za-z0-9+.-]*:|[\\\0]/.test(path)) return undefined;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
