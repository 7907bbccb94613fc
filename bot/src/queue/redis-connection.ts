import { Redis } from 'ioredis';

/** Where processes meet. */
export interface MeetingPlace {
  /** Redis, 6.2 or later, which must be set to evict nothing. */
  readonly url: string;
  /** What the names of all keys begin with, so that several bots can share one Redis. */
  readonly prefix: string;
  /** Told what went wrong where nobody waits for an answer, such as a connection that was lost and is being made again. */
  readonly onError: (error: Error) => void;
  /** Milliseconds after which the work of a process that is gone is taken up by others. */
  readonly leaseTime?: number;
}

/** Milliseconds after which an answer of Redis is not waited for. */
const patience = 5_000;

/** A connection for what has to be known now: while Redis is away, everything asked of it is rejected at once. */
export function hastyConnection(url: string): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: 0,
    commandTimeout: patience,
    socketTimeout: patience,
    retryStrategy,
  });
  // Only what is asked before the first connection is made waits for it.
  redis.once('ready', () => {
    redis.options.enableOfflineQueue = false;
  });
  return redis;
}

/** A connection for those who have time: what is asked of it while Redis is away is done when it is back. */
export function patientConnection(url: string): Redis {
  // Longer than BullMQ lets Redis wait for new work.
  return new Redis(url, { maxRetriesPerRequest: null, socketTimeout: 30_000, retryStrategy });
}

function retryStrategy(times: number): number {
  return Math.min(times * 100, 3_000);
}
