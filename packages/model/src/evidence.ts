import type { Origin } from '@backlint/source/origin';

/** A place that helps a reader to believe or check a statement, with a caption. */
export interface Evidence {
  readonly message: string;
  readonly at: Origin;
}
