import type { Queue as Jobs } from 'bullmq';
import { keyOf } from '../work.ts';
import type { QueueState } from './queue.ts';
import type { Wish } from './wish.ts';

/** How much waits in Redis; BullMQ counts wishes, some of which are for the same, and notices late that a delay is over. */
export async function readWishes(jobs: Jobs<Wish, void, 'wish'>): Promise<QueueState> {
  const [running, open] = await Promise.all([
    jobs.getActiveCount(),
    jobs.getJobs(['wait', 'prioritized', 'delayed'], 0, -1),
  ]);
  const now = Date.now();
  const dues = new Map<string, number>();
  for (const job of open) {
    // A job that was ended meanwhile has left a gap.
    if (!job) continue;
    const { work, due } = job.data;
    const key = keyOf(work);
    dues.set(key, Math.min(due, dues.get(key) ?? due));
  }
  const overdue = Array.from(dues.values(), (due) => now - due).filter((late) => late >= 0);
  return {
    waiting: overdue.length,
    delayed: dues.size - overdue.length,
    running,
    oldest: overdue.reduce((oldest, late) => Math.max(oldest, late), 0),
  };
}
