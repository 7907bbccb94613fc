import type { SourceFile } from './source-file.ts';

/** A half-open span `[start, end)` of UTF-16 offsets in one source file. */
export interface Range {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/** The first position of a file: where to point when the file itself is the trouble. */
export function startOf(file: SourceFile): Range {
  return { file, start: 0, end: 0 };
}
