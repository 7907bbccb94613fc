import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '../work.ts';
import { hasRedisServer, type RedisServer, startRedisServer } from './redis-server.ts';
import { memoryStage, pullRequest, redisStage, type Stage, untilIdle } from './stage.ts';

/** Plays hundreds of schedules, and not a few: for minutes. */
const isThorough = process.env.BACKLINT_ALL_FAULTS !== undefined;

/** One thing after the other that happens to a bot of three replicas. */
type Step =
  | { readonly kind: 'ask'; readonly number: number; readonly replica: number; readonly delay: number }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  /** A replica loses its connections for good, or closes; the first never does. */
  | { readonly kind: 'cut' | 'close'; readonly replica: number };

interface Schedule {
  readonly steps: readonly Step[];
  /** How the runs go, in the order in which they begin; those after them are quick. */
  readonly runs: readonly ('quick' | 'slow' | 'failing' | 'hopeless')[];
}

const anyAsk = fc.record({
  kind: fc.constant('ask' as const),
  number: fc.integer({ min: 1, max: 3 }),
  replica: fc.integer({ min: 0, max: 2 }),
  delay: fc.constantFrom(0, 0, 0, 20, 50),
});
const anyWait = fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.integer({ min: 0, max: 30 }) });
const anyEnd = fc.record({ kind: fc.constantFrom('cut' as const, 'close' as const), replica: fc.constantFrom(1, 2) });
const anyRuns = fc.array(fc.constantFrom('quick', 'quick', 'slow', 'slow', 'failing', 'hopeless'), { maxLength: 12 });
const peaceful: fc.Arbitrary<Schedule> = fc.record({
  steps: fc.array(fc.oneof({ arbitrary: anyAsk, weight: 3 }, { arbitrary: anyWait, weight: 2 }), { minLength: 5 }),
  runs: anyRuns,
});
const lossy: fc.Arbitrary<Schedule> = fc.record({
  steps: fc.array(
    fc.oneof({ arbitrary: anyAsk, weight: 6 }, { arbitrary: anyWait, weight: 4 }, { arbitrary: anyEnd, weight: 1 }),
    { minLength: 10 },
  ),
  runs: anyRuns,
});

let server: RedisServer;
beforeAll(async () => {
  if (hasRedisServer) server = await startRedisServer();
});
afterAll(async () => {
  if (hasRedisServer) await server.remove();
});

const onRedis = hasRedisServer ? 'on Redis' : 'on Redis (skipped, since there is no redis-server)';

describe('any schedule', () => {
  test('in memory', () => playAll(memoryStage, peaceful, isThorough ? 2_000 : 200), 600_000);

  test.skipIf(!hasRedisServer)(
    `${onRedis}, shared by three replicas`,
    () => playAll(() => redisStage(server), peaceful, isThorough ? 600 : 30),
    600_000,
  );

  test.skipIf(!hasRedisServer)(
    `${onRedis}, where replicas are cut off and closed`,
    () => playAll(() => redisStage(server), lossy, isThorough ? 300 : 20),
    600_000,
  );
});

async function playAll(open: () => Stage, schedules: fc.Arbitrary<Schedule>, count: number): Promise<void> {
  const left = fc.sample(schedules, count);
  const players = Array.from({ length: 10 }, async () => {
    for (let schedule = left.pop(); schedule; schedule = left.pop()) {
      expect(problemsOf(await play(open(), schedule)), JSON.stringify(schedule)).toEqual([]);
    }
  });
  await Promise.all(players);
}

/** A wish or a run; places count everything that happens, in order. */
interface Played {
  readonly asks: readonly { readonly key: string; readonly from: number; readonly to: number }[];
  readonly runs: readonly Run[];
  readonly givenUp: readonly { readonly key: string; readonly at: number }[];
  /** Whether the places are those that the queue knows: a run begins in Redis a little before its replica hears of it. */
  readonly isExact: boolean;
}

interface Run {
  readonly key: string;
  readonly from: number;
  /** Where it ended, or was aborted. */
  to: number;
  end: 'done' | 'failed' | 'aborted' | 'none';
}

async function play(stage: Stage, schedule: Schedule): Promise<Played> {
  const replicas = [await stage.addReplica(), await stage.addReplica(), await stage.addReplica()] as const;
  const asks: Played['asks'][number][] = [];
  const runs: Run[] = [];
  const givenUp: Played['givenUp'][number][] = [];
  let place = 0;
  const worker = {
    run: async (work: ReturnType<typeof pullRequest>, signal: AbortSignal) => {
      const how = schedule.runs[runs.length];
      const run: Run = { key: keyOf(work), from: place++, to: Number.POSITIVE_INFINITY, end: 'none' };
      const finish = (end: Run['end']) => {
        if (run.end === 'none') Object.assign(run, { end, to: place++ });
      };
      runs.push(run);
      signal.addEventListener('abort', () => finish('aborted'));
      await wait(how === 'slow' ? 60 : 3);
      const isFailure = how === 'failing' || how === 'hopeless';
      finish(isFailure ? 'failed' : 'done');
      if (isFailure) throw new Error(how);
    },
    pauseAfter: (error: unknown) =>
      error instanceof Error && error.message === 'hopeless' ? ('give-up' as const) : 25,
    gaveUp: async (work: ReturnType<typeof pullRequest>) => {
      givenUp.push({ key: keyOf(work), at: place++ });
    },
  };
  for (const { queue } of new Set(replicas)) queue.start(2, worker);
  const asking: Promise<void>[] = [];
  for (const step of schedule.steps) {
    if (step.kind === 'wait') await wait(step.milliseconds);
    else {
      const replica = replicas[step.replica] ?? replicas[0];
      if (step.kind === 'ask') {
        const work = pullRequest(step.number);
        const from = place++;
        // A wish that was rejected may have been heard all the same.
        const heard = () => asks.push({ key: keyOf(work), from, to: place++ });
        const rejected = () => asks.push({ key: keyOf(work), from: -1, to: Number.POSITIVE_INFINITY });
        asking.push(
          replica.queue
            .ask(work, { delay: step.delay })
            .then(heard, rejected)
            .then(() => undefined),
        );
      } else if (step.kind === 'cut') replica.way?.cut();
      else asking.push(replica.close(0));
    }
  }
  await Promise.all(asking);
  await untilIdle(replicas[0]);
  await stage.close();
  return { asks, runs, givenUp, isExact: replicas[0].way === undefined };
}

function problemsOf({ asks, runs, givenUp, isExact }: Played): readonly string[] {
  const forgotten = asks.filter(({ key, from, to }) => {
    const isDone = runs.some((run) => run.key === key && run.from > from && run.end === 'done');
    const isGivenUp = givenUp.some((one) => one.key === key && one.at > from);
    return to < Number.POSITIVE_INFINITY && !isDone && !isGivenUp;
  });
  const overlapping = runs.filter((run) =>
    runs.some((other) => other !== run && other.key === run.key && other.from > run.from && other.from < run.to),
  );
  const needless = runs.filter((run) => {
    const before = runs.filter(({ key, from }) => key === run.key && from < run.from).at(-1);
    const isWished = asks.some(
      ({ key, from, to }) => key === run.key && from < run.from && to > (before?.from ?? Number.NEGATIVE_INFINITY),
    );
    const isOver = givenUp.some(({ key, at }) => key === run.key && at > (before?.to ?? 0) && at < run.from);
    const isRepeated = before?.end === 'failed' && !isOver;
    return isExact && !isWished && !isRepeated;
  });
  return [
    ...forgotten.map(({ key, from }) => `${key}, asked for at ${from}, was forgotten`),
    ...overlapping.map(({ key, from }) => `${key}, begun at ${from}, was begun once more before it ended`),
    ...needless.map(({ key, from }) => `${key}, begun at ${from}, was not asked for`),
  ];
}
