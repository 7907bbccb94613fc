/** What a change does to one file. */
export interface ChangedFile {
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** The path after the change; before it, for a deleted file. */
  readonly path: string;
  /** Set for a renamed file. */
  readonly previousPath?: string;
  /** Empty where nothing can be shown: a binary file, a mode, a rename alone, a submodule. */
  readonly hunks: readonly Hunk[];
}

/** A stretch of a file that a change shows; line numbers are one-based. */
export interface Hunk {
  readonly newStart: number;
  readonly newLines: number;
  readonly oldStart: number;
  readonly oldLines: number;
  readonly lines: readonly HunkLine[];
}

/** A line of a hunk without its sign. */
export interface HunkLine {
  readonly kind: 'context' | 'added' | 'deleted';
  readonly text: string;
}
