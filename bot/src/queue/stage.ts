import { setTimeout as wait } from 'node:timers/promises';
import { vi } from 'vitest';
import { keyOf, type Work } from '../work.ts';
import type { Coordination } from './coordination.ts';
import { memoryCoordination } from './memory-coordination.ts';
import { redisCoordination } from './redis-coordination.ts';
import type { RedisServer, Way } from './redis-server.ts';

/** One process of a bot, as tests play it. */
export interface Replica extends Coordination {
  /** Its way to Redis, where it has one. */
  readonly way: Way | undefined;
  readonly errors: readonly string[];
}

/** Where the processes of one bot meet in a test. */
export interface Stage {
  /** Adds a process; in memory, where there can be only one, the same again. */
  addReplica(): Promise<Replica>;
  close(): Promise<void>;
}

/** Short enough to wait for its end, long enough for a busy machine. */
export const leaseTime = 1_500;

/** A bot in memory. */
export function memoryStage(): Stage {
  const replica: Replica = { ...memoryCoordination(), way: undefined, errors: [] };
  return { addReplica: async () => replica, close: () => replica.close(0) };
}

let stages = 0;

/** A bot on Redis, beside all others there. */
export function redisStage(server: RedisServer, prefix = `stage${++stages}`): Stage {
  const replicas: Replica[] = [];
  return {
    addReplica: async () => {
      const way = await server.openWay();
      const errors: string[] = [];
      const onError = (error: Error) => errors.push(error.message);
      const replica = { ...redisCoordination({ url: way.url, prefix, onError, leaseTime }), way, errors };
      replicas.push(replica);
      return replica;
    },
    close: async () => {
      await Promise.all(replicas.map((replica) => replica.close(0)));
    },
  };
}

/** A pull request to work on. */
export function pullRequest(number: number, repository = 'shop'): Work {
  return { kind: 'pull-request', forge: 'forge', owner: 'acme', repository, number };
}

/** Something that happened, in order. */
export interface Happening {
  readonly kind: 'begun' | 'done' | 'failed' | 'aborted' | 'given-up';
  readonly key: string;
  /** Which run, of all. */
  readonly run: number;
}

/** A worker that does as it is told, and writes down what happens; for all replicas of a stage together. */
export function recordingWorker(deed: (work: Work, signal: AbortSignal, run: number) => Promise<void>) {
  const happenings: Happening[] = [];
  const failures: number[] = [];
  const errors: string[] = [];
  let runs = 0;
  let pause: number | 'give-up' = 0;
  return {
    happenings,
    failures,
    errors,
    /** What is done after a failure; at once again if nothing was said. */
    pauseFor: (next: number | 'give-up') => {
      pause = next;
    },
    /** The keys of the runs that have begun, in order. */
    begun: () => happenings.filter(({ kind }) => kind === 'begun').map(({ key }) => key),
    count: (kind: Happening['kind']) => happenings.filter((happening) => happening.kind === kind).length,
    run: async (work: Work, signal: AbortSignal) => {
      const at = { key: keyOf(work), run: ++runs };
      happenings.push({ kind: 'begun', ...at });
      signal.addEventListener('abort', () => happenings.push({ kind: 'aborted', ...at }));
      try {
        await deed(work, signal, at.run);
        if (!signal.aborted) happenings.push({ kind: 'done', ...at });
      } catch (error) {
        if (!signal.aborted) happenings.push({ kind: 'failed', ...at });
        throw error;
      }
    },
    pauseAfter: (error: unknown, inRow: number) => {
      failures.push(inRow);
      errors.push(error instanceof Error ? error.message : String(error));
      return pause;
    },
    gaveUp: async (work: Work) => {
      happenings.push({ kind: 'given-up', key: keyOf(work), run: 0 });
    },
  };
}

/** A door that deeds wait at until it is opened. */
export function newDoor() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

/** Waits until something is so. */
export function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  return vi.waitFor(
    async () => {
      if (!(await isSo())) throw new Error(`It never came to be: ${isSo}`);
    },
    { timeout: 40_000, interval: 10 },
  );
}

/** Waits until nothing is left to do, and a moment longer. */
export async function untilIdle({ queue }: Coordination): Promise<void> {
  await until(async () => {
    const { waiting, delayed, running } = await queue.readState();
    return waiting + delayed + running === 0;
  });
  await wait(50);
}
