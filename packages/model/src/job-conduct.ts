import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';

/** How Kubernetes runs a job that comes again and again. */
export interface JobConduct {
  /** What happens when the last run is not done: `Allow`, `Forbid` or `Replace`. */
  readonly concurrency: Value<string>;
  /** After how many seconds a run is ended; without it one that hangs does so for ever. */
  readonly deadline: Value<number>;
}

/** What becomes of a dump job whose dump fails. */
export type DumpFailure =
  | { readonly kind: 'told'; readonly origin: Origin }
  /** The job succeeds all the same; `how` is a sentence about the dump. */
  | { readonly kind: 'hidden'; readonly how: string; readonly origin: Origin }
  | { readonly kind: 'unknown'; readonly why: string };
