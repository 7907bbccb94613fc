import type { Fix } from '@backlint/lint/fix';
import { lineStarts } from '@backlint/source/position';
import { type DiffLines, linesOf } from './diff/diff-lines.ts';

/** A fix as lines in place of others, which some forges offer to apply with one click. */
export interface Suggestion {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  /** Whole lines, without the last line break. */
  readonly code: string;
}

/** The suggestion for a fix; undefined where it edits several files, or lines that the change does not show together. */
export function suggestionFor({ edits }: Fix, lines: DiffLines): Suggestion | undefined {
  const [edit] = edits;
  if (!edit || edits.some(({ range }) => range.file.path !== edit.range.file.path)) return undefined;
  const { file } = edit.range;
  const all = {
    file,
    start: Math.min(...edits.map(({ range }) => range.start)),
    end: Math.max(...edits.map(({ range }) => range.end)),
  };
  if (!lines.hunkAround(all)) return undefined;
  const { first, last } = linesOf(all);
  const starts = lineStarts(file);
  const begin = starts[first - 1] ?? 0;
  const end = starts[last] ?? file.text.length;
  const replaced = edits
    .toSorted((left, right) => right.range.start - left.range.start)
    .reduce(
      (text, { range, text: by }) => text.slice(0, range.start - begin) + by + text.slice(range.end - begin),
      file.text.slice(begin, end),
    );
  const code = replaced.replace(/\r?\n$/, '');
  if (/[^\P{Cc}\t\r\n]/u.test(code)) return undefined;
  return { path: file.path, first, last, code };
}
