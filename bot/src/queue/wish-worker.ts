import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DelayedError, Worker as JobWorker } from 'bullmq';
import type { Redis } from 'ioredis';
import { attempt, type Ended, fail } from './attempt.ts';
import { keepLease } from './lease.ts';
import type { Worker } from './queue.ts';
import { type MeetingPlace, patientConnection } from './redis-connection.ts';
import { keysOf, memory, queueName, turnsKey } from './redis-names.ts';
import { beginScript, endScript, renewScript, script } from './redis-scripts.ts';
import type { Wish, WishJob } from './wish.ts';

/** Takes wishes from Redis. */
export interface WishWorker {
  close(patience: number): Promise<void>;
}

/** So many processes may end, or hang, in the middle of a piece of work before that is taken for its fault. */
const mostUnended = 3;

/** Milliseconds that aborted work and BullMQ may take to put down what they have in hand. */
const lastPatience = 5_000;

/** Lets a worker do what is wished for, so many pieces at a time, until it is closed. */
export function startWishWorker(redis: Redis, place: MeetingPlace, concurrency: number, doer: Worker): WishWorker {
  const { url, prefix, onError, leaseTime = 30_000 } = place;
  const begin = script(redis, beginScript);
  const renew = script(redis, renewScript);
  const end = script(redis, endScript);
  const running = new Set<AbortController>();

  async function take(job: WishJob): Promise<void> {
    const { work, begun: wishedAt } = job.data;
    const keys = keysOf(prefix, work);
    const token = randomUUID();
    const beginKeys = [...keys, turnsKey(prefix)];
    const begun = await begin(beginKeys, wishedAt, token, leaseTime, memory, job.priority);
    const [what, number = 0, failures = 0, unended = 0] = begun;
    if (what === 0) return;
    if (what === 1) return postpone(job, number || leaseTime / 30);

    const stop = new AbortController();
    running.add(stop);
    const isStillOurs = async () => (await renew([keys[1]], token, leaseTime))[0] === 1;
    const letGo = keepLease(leaseTime, isStillOurs, () => stop.abort());
    let ended: Ended;
    try {
      ended =
        unended > mostUnended
          ? await fail(doer, work, new Error(`Its process ended or hung, ${mostUnended} times in a row.`), failures + 1)
          : await attempt(doer, work, failures, stop.signal);
    } finally {
      letGo();
      running.delete(stop);
    }
    const isOver = ended.kind === 'done' || ended.kind === 'given-up';
    const failuresNow = ended.kind === 'failed' ? failures + 1 : isOver ? 0 : failures;
    const pause = ended.kind === 'failed' ? Math.ceil(ended.pause) : 0;
    const [wasOurs] = await end(keys, token, memory, failuresNow, pause, ...(isOver ? [number] : []));
    if (wasOurs === 0) return postpone(job, leaseTime / 30);
    if (!isOver) return postpone(job, pause);
  }

  const connection = patientConnection(url);
  const worker = new JobWorker<Wish, void, 'wish'>(queueName, take, {
    connection,
    prefix,
    concurrency,
    lockDuration: leaseTime,
    lockRenewTime: leaseTime / 3,
    stalledInterval: leaseTime / 3,
    // BullMQ must never end a job that we have not: we count the processes that it cost ourselves.
    maxStalledCount: 1_000_000,
    runRetryDelay: 1_000,
  });
  worker.on('error', onError);
  worker.on('failed', (_, error) => onError(error));
  // BullMQ tells of this connection as long as it uses it; afterwards nobody is interested.
  connection.on('error', () => undefined);

  /** Resolves when Redis is away and nothing runs: BullMQ would wait for it to come back. */
  async function untilAway(): Promise<void> {
    while (running.size > 0 || connection.status === 'ready') {
      await wait(50, undefined, { ref: false });
    }
  }

  return {
    close: async (patience) => {
      const closed = worker.close();
      await Promise.race([closed, wait(patience, undefined, { ref: false }), untilAway()]);
      for (const stop of running) stop.abort();
      await Promise.race([closed, wait(lastPatience, undefined, { ref: false }), untilAway()]);
      connection.disconnect();
    },
  };
}

/** Puts a wish back until so many milliseconds are over. */
async function postpone(job: WishJob, milliseconds: number): Promise<never> {
  const due = Date.now() + Math.ceil(milliseconds);
  await job.updateData({ ...job.data, due });
  await job.moveToDelayed(due, job.token);
  throw new DelayedError();
}
