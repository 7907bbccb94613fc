import type { Pace } from './pace.ts';
import type { Queue } from './queue.ts';

/** What the processes of a bot share. A bot makes one, in memory where it is a single process, and on Redis otherwise. */
export interface Coordination {
  readonly queue: Queue;
  readonly pace: Pace;
  /**
   * Whether this process may do a duty that only one is to do, for so many milliseconds from now; whoever may do it keeps it
   * by asking again in time, and loses it by closing. Rejects when nobody can tell.
   */
  mayLead(duty: string, milliseconds: number): Promise<boolean>;
  /** Closes the queue, with the same patience, and everything that it lives on. */
  close(patience: number): Promise<void>;
}
