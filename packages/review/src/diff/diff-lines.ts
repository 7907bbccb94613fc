import { endPosition, startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import type { ChangedFile, Hunk } from './changed-file.ts';

/** The lines of a change, to ask where in it something stands. */
export interface DiffLines {
  /** Whether a line of the range was added or changed. */
  isChanged(range: Range): boolean;
  /** The hunk that shows all lines of the range, changed or not. */
  hunkAround(range: Range): Hunk | undefined;
}

/** Indexes the new side of a change. */
export function diffLines(files: readonly ChangedFile[]): DiffLines {
  const byPath = new Map(files.filter(({ status }) => status !== 'deleted').map((file) => [file.path, file.hunks]));
  const added = new Map([...byPath].map(([path, hunks]) => [path, new Set(hunks.flatMap(addedLines))]));
  return {
    isChanged(range) {
      const lines = added.get(range.file.path);
      if (!lines) return false;
      const { first, last } = linesOf(range);
      for (let line = first; line <= last; line++) if (lines.has(line)) return true;
      return false;
    },
    hunkAround(range) {
      const { first, last } = linesOf(range);
      return byPath
        .get(range.file.path)
        ?.find(({ newStart, newLines }) => newStart <= first && last < newStart + newLines);
    },
  };
}

/** The first and the last line that a range has a part of; a range that ends behind a line break ends on that line. */
export function linesOf(range: Range): { readonly first: number; readonly last: number } {
  const first = startPosition(range).line;
  const { line, column } = endPosition(range);
  return { first, last: Math.max(first, column === 1 ? line - 1 : line) };
}

function addedLines({ newStart, lines }: Hunk): readonly number[] {
  const shown = lines.filter(({ kind }) => kind !== 'deleted');
  return shown.flatMap(({ kind }, index) => (kind === 'added' ? [newStart + index] : []));
}
