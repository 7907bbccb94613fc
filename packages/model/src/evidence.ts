import type { Origin } from '@backlint/source/origin';

/** A place that helps a reader to believe or check a statement, with a caption. */
export interface Evidence {
  readonly message: string;
  readonly at: Origin;
  /** Set where the place is in the files as they were before a change. */
  readonly isBefore?: true;
}
