import type { Origin } from '@backlint/source/origin';

/** Objects that would reach a cluster and that the files alone do not tell: a remote base, a chart, another repository. */
export interface UnknownObjects {
  /** What they come from: `chart cluster 0.3.1`, `remote resource github.com/…`. */
  readonly what: string;
  readonly why: string;
  readonly origin: Origin;
}
