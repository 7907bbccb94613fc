/** How a pull request keeps one convention, in one line of the checklist. */
export interface Kept {
  readonly outcome: 'kept' | 'broken' | 'undecided';
  /** What was looked at and what was seen. */
  readonly text: string;
  /** Whether the pull request must not be merged like this. */
  readonly isBlocker?: boolean;
}
