import type { Work } from '../work.ts';

/**
 * Work that waits to be done. Asking is cheap and says only that somebody should look; what is asked for again before it
 * began is done once, and what is asked for while it is being done is done once more afterwards. Nothing that was asked for
 * is ever forgotten but by giving it up, and no two workers, of whatever process, work on the same thing at a time.
 * Repositories take turns, so that one with a thousand wishes holds up nobody else.
 */
export interface Queue {
  /** Resolves when the wish is as safe as this queue makes it; rejects when it could not be taken. */
  ask(work: Work, options?: AskOptions): Promise<void>;
  /** Begins to take work, so many pieces at a time; at most once for a queue. */
  start(concurrency: number, worker: Worker): void;
  readState(): Promise<QueueState>;
  /** Whether what the queue lives on answers. */
  isReachable(): Promise<boolean>;
  /**
   * Takes no more work, waits so many milliseconds for what has begun, and leaves the rest to others or to the next start:
   * what is still running then is aborted, which does not count as a failure.
   */
  close(patience: number): Promise<void>;
}

/** How something is asked for. */
export interface AskOptions {
  /** Milliseconds to wait for more of the same, so that several pushes are one review. None by default. */
  readonly delay?: number;
}

/** Whoever does the work. */
export interface Worker {
  /**
   * Does a piece of work. `signal` is aborted when this process has lost its right to it or has to end: then nothing more
   * may be written. Where it rejects, it is tried again. It has to end by itself: until then nobody else begins the same.
   */
  run(work: Work, signal: AbortSignal): Promise<void>;
  /**
   * How long to wait after so many failures in a row, in milliseconds; `give-up` to try no more. Until then nothing of the
   * same is begun, whoever asks. Work whose process ended or hung several times in a row has failed too.
   */
  pauseAfter(error: unknown, failures: number): number | 'give-up';
  /**
   * Tells of work that was given up, once unless the process ends meanwhile; when it rejects, that is logged by whoever
   * implements it, and forgotten here.
   */
  gaveUp(work: Work, error: unknown): Promise<void>;
}

/** How much waits. */
export interface QueueState {
  /** Pieces of work that wait for a worker, their delay being over. */
  readonly waiting: number;
  /** Pieces that wait for their time: to collect more of the same, after a failure, or for a run of the same to end. */
  readonly delayed: number;
  readonly running: number;
  /** How long the oldest waiting piece has been waiting, in milliseconds; 0 where none does. */
  readonly oldest: number;
}
