import { Queue as Jobs } from 'bullmq';
import type { Redis } from 'ioredis';
import { keyOf } from '../work.ts';
import type { Queue } from './queue.ts';
import type { MeetingPlace } from './redis-connection.ts';
import { keysOf, memory, queueName, turnsKey } from './redis-names.ts';
import { askScript, script } from './redis-scripts.ts';
import { readWishes } from './redis-state.ts';
import { repositoryOf } from './turns.ts';
import type { Wish } from './wish.ts';
import { startWishWorker, type WishWorker } from './wish-worker.ts';

/**
 * A queue that several processes share and that outlives them. A wish is a job of BullMQ, whose id says how many runs of
 * the same have begun: wishes for the same run are one job, and a wish that comes during a run is another.
 */
export function redisQueue(redis: Redis, place: MeetingPlace): Queue {
  const { prefix } = place;
  const jobs = new Jobs<Wish, void, 'wish'>(queueName, {
    connection: redis,
    prefix,
    // A connection that is not there yet, or away, is the concern of the call that needs it.
    skipWaitingForReady: true,
    skipVersionCheck: true,
    skipMetasUpdate: true,
  });
  // It tells of the connection only, which whoever made that hears of.
  jobs.on('error', () => undefined);
  const askWith = script(redis, askScript);
  let worker: WishWorker | undefined;
  let closing: Promise<void> | undefined;

  async function close(patience: number): Promise<void> {
    await worker?.close(patience);
    await jobs.close();
  }

  return {
    ask: async (work, { delay = 0 } = {}) => {
      if (closing) throw new Error('The queue is closed.');
      const [known] = keysOf(prefix, work);
      const keys = [known, turnsKey(prefix), jobs.toKey('prioritized'), jobs.toKey('delayed')];
      const [begun = 0, turn = 1] = await askWith(keys, repositoryOf(work), memory);
      // Where this job is there already, a run for it has not begun, or began after we asked: both do for us.
      const wish: Wish = { work, begun, due: Date.now() + delay };
      await jobs.add('wish', wish, { ...keepAnyway, delay, priority: turn, jobId: idOf(wish, delay) });
    },
    start: (concurrency, doer) => {
      if (worker) throw new Error('The queue was already started.');
      worker = startWishWorker(redis, place, concurrency, doer);
    },
    readState: () => readWishes(jobs),
    isReachable: () =>
      redis.ping().then(
        () => true,
        () => false,
      ),
    close: (patience) => {
      closing ??= close(patience);
      return closing;
    },
  };
}

/** A job is ended by us alone: whatever goes wrong with it, it is tried again. */
const keepAnyway = {
  attempts: 1_000_000,
  backoff: { type: 'fixed', delay: 1_000 },
  stackTraceLimit: 1,
  removeOnComplete: true,
  removeOnFail: true,
};

function idOf({ work, begun }: Wish, delay: number): string {
  return `${encodeURIComponent(keyOf(work))}.${begun}.${delay}`;
}
