import type { Range } from '@backlint/source/range';

/** A change to the sources, as data. Only the command line applies it. */
export interface Fix {
  /** What it does, in the imperative: `Write the schedule with six fields`. */
  readonly title: string;
  /** `safe` keeps what the author evidently meant; `unsafe` needs a person to look. */
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly TextEdit[];
}

/** Replaces a range of one file by text. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}
