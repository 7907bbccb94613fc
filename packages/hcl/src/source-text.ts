import type { Range } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';

/**
 * Text to parse and where it comes from. Mostly it is a file; where it is what a string in a file says, `placeOf` leads
 * from an offset in it to the offset in the file.
 */
export interface SourceText {
  readonly file: SourceFile;
  readonly text: string;
  readonly placeOf?: (offset: number) => number;
}

/** The range in the file of a stretch of a text. */
export function rangeIn({ file, placeOf }: SourceText, start: number, end: number): Range {
  return placeOf ? { file, start: placeOf(start), end: placeOf(end) } : { file, start, end };
}
