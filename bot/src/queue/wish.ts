import type { Job } from 'bullmq';
import type { Work } from '../work.ts';

/** A job that waits in Redis: somebody wants this work to be done by a run that begins from now on. */
export interface Wish {
  readonly work: Work;
  /** How many runs of the same had begun when it was wished for; the next one does for it. */
  readonly begun: number;
  /** When it may be taken, in milliseconds since 1970. */
  readonly due: number;
}

/** A wish, as BullMQ keeps it. */
export type WishJob = Job<Wish, void, 'wish'>;
