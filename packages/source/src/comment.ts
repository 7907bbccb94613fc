import type { Range } from './range.ts';

/** A comment in a source file, without its marker: where people leave ignores and reasons. */
export interface Comment {
  readonly text: string;
  readonly range: Range;
}
