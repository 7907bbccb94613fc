import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRedisServer, type RedisServer, startRedisServer } from './redis-server.ts';
import {
  memoryStage,
  newDoor,
  pullRequest,
  recordingWorker,
  redisStage,
  type Stage,
  until,
  untilIdle,
} from './stage.ts';

let server: RedisServer;
beforeAll(async () => {
  if (hasRedisServer) server = await startRedisServer();
});
afterAll(async () => {
  if (hasRedisServer) await server.remove();
});

const stages = [
  { name: 'in memory', isHere: true, open: memoryStage },
  hasRedisServer
    ? { name: 'on Redis', isHere: true, open: () => redisStage(server) }
    : { name: 'on Redis: skipped, since there is no redis-server', isHere: false, open: memoryStage },
];

/** Plays with one replica whose worker does as it is told. */
async function play(
  open: () => Stage,
  deed: Parameters<typeof recordingWorker>[0],
  action: (
    worker: ReturnType<typeof recordingWorker>,
    replica: Awaited<ReturnType<Stage['addReplica']>>,
  ) => Promise<void>,
) {
  const stage = open();
  const worker = recordingWorker(deed);
  try {
    await action(worker, await stage.addReplica());
  } finally {
    await stage.close();
  }
}

const atOnce = async () => undefined;
const failing = () => Promise.reject(new Error('no luck'));

for (const { name, isHere, open } of stages) {
  describe.skipIf(!isHere)(name, () => {
    test('what is asked for several times before it begins is done once', () =>
      play(open, atOnce, async (worker, replica) => {
        for (let wish = 0; wish < 5; wish++) await replica.queue.ask(pullRequest(1));
        await Promise.all([1, 2, 3].map(() => replica.queue.ask(pullRequest(1))));
        replica.queue.start(2, worker);
        await untilIdle(replica);
        expect(worker.begun()).toEqual(['forge/acme/shop#1']);
      }));

    test('what is asked for while it is being done is done once more', () => {
      const door = newDoor();
      return play(
        open,
        (_work, _signal, run) => (run === 1 ? door.opened : atOnce()),
        async (worker, replica) => {
          replica.queue.start(2, worker);
          await replica.queue.ask(pullRequest(1));
          await until(() => worker.count('begun') === 1);
          for (let wish = 0; wish < 5; wish++) await replica.queue.ask(pullRequest(1));
          await replica.queue.ask(pullRequest(2));
          await until(() => worker.count('done') === 1);
          expect(worker.begun()).toEqual(['forge/acme/shop#1', 'forge/acme/shop#2']);
          door.open();
          await untilIdle(replica);
          expect(worker.begun()).toEqual(['forge/acme/shop#1', 'forge/acme/shop#2', 'forge/acme/shop#1']);
        },
      );
    });

    test('no more is done at a time than was said', () => {
      const door = newDoor();
      return play(
        open,
        () => door.opened,
        async (worker, replica) => {
          for (let number = 1; number <= 5; number++) await replica.queue.ask(pullRequest(number));
          replica.queue.start(2, worker);
          await until(() => worker.count('begun') === 2);
          await wait(100);
          expect(worker.count('begun')).toBe(2);
          door.open();
          await untilIdle(replica);
          expect(worker.count('done')).toBe(5);
        },
      );
    });

    test('a delay collects more of the same, until somebody does not want to wait', () =>
      play(open, atOnce, async (worker, replica) => {
        replica.queue.start(1, worker);
        await replica.queue.ask(pullRequest(1), { delay: 400 });
        await replica.queue.ask(pullRequest(1), { delay: 400 });
        await replica.queue.ask(pullRequest(2), { delay: 3_600_000 });
        await replica.queue.ask(pullRequest(3));
        await until(() => worker.count('done') === 2);
        await replica.queue.ask(pullRequest(2));
        await until(() => worker.count('done') === 3);
        expect(worker.begun()).toEqual([3, 1, 2].map((number) => `forge/acme/shop#${number}`));
      }));

    test('one run does for those who wanted to wait, too', () =>
      play(open, atOnce, async (worker, replica) => {
        for (const delay of [50, 0, 300]) await replica.queue.ask(pullRequest(1), { delay });
        await replica.queue.ask(pullRequest(2), { delay: 100 });
        replica.queue.start(1, worker);
        await untilIdle(replica);
        expect(worker.begun()).toEqual([1, 2].map((number) => `forge/acme/shop#${number}`));
      }));

    test('a failure is tried again, and its failures are counted until it succeeds', () =>
      play(
        open,
        (_work, _signal, run) => (run === 3 ? atOnce() : failing()),
        async (worker, replica) => {
          replica.queue.start(1, worker);
          worker.pauseFor(20);
          await replica.queue.ask(pullRequest(1));
          await untilIdle(replica);
          expect(worker.failures).toEqual([1, 2]);
          worker.pauseFor('give-up');
          await replica.queue.ask(pullRequest(1));
          await untilIdle(replica);
          expect(worker.failures).toEqual([1, 2, 1]);
          expect(worker.errors).toEqual(['no luck', 'no luck', 'no luck']);
        },
      ));

    test('after a failure nothing of the same is begun before its pause is over', () =>
      play(
        open,
        ({ repository }) => (repository === 'shop' ? failing() : atOnce()),
        async (worker, replica) => {
          replica.queue.start(2, worker);
          worker.pauseFor(3_600_000);
          await replica.queue.ask(pullRequest(1));
          await until(() => worker.count('failed') === 1);
          await replica.queue.ask(pullRequest(1));
          await replica.queue.ask(pullRequest(1, 'blog'));
          await until(() => worker.count('done') === 1);
          await until(async () => (await replica.queue.readState()).running === 0);
          expect(worker.begun()).toEqual(['forge/acme/shop#1', 'forge/acme/blog#1']);
          expect(await replica.queue.readState()).toEqual({ waiting: 0, delayed: 1, running: 0, oldest: 0 });
        },
      ));

    test('what is given up is told once, and may be asked for anew', () =>
      play(open, failing, async (worker, replica) => {
        replica.queue.start(1, {
          ...worker,
          gaveUp: async (work) => {
            await worker.gaveUp(work);
            throw new Error('nobody wants to know');
          },
        });
        worker.pauseFor('give-up');
        await replica.queue.ask(pullRequest(1));
        await untilIdle(replica);
        expect(worker.happenings.map(({ kind }) => kind)).toEqual(['begun', 'failed', 'given-up']);
        await replica.queue.ask(pullRequest(1));
        await untilIdle(replica);
        expect(worker.count('given-up')).toBe(2);
        expect(worker.failures).toEqual([1, 1]);
      }));

    test('what is asked for while it fails for the last time is begun again', () => {
      const door = newDoor();
      return play(
        open,
        (_work, _signal, run) => (run === 1 ? door.opened.then(failing) : atOnce()),
        async (worker, replica) => {
          replica.queue.start(1, worker);
          worker.pauseFor('give-up');
          await replica.queue.ask(pullRequest(1));
          await until(() => worker.count('begun') === 1);
          await replica.queue.ask(pullRequest(1));
          door.open();
          await untilIdle(replica);
          expect(worker.happenings.map(({ kind }) => kind)).toEqual(['begun', 'failed', 'given-up', 'begun', 'done']);
        },
      );
    });

    test.each([
      ['at once', 0],
      ['with a delay', 50],
    ])('a repository with many wishes, asked for %s, does not hold up another', (_how, delay) => {
      const door = newDoor();
      return play(
        open,
        () => door.opened,
        async (worker, replica) => {
          replica.queue.start(1, worker);
          await replica.queue.ask(pullRequest(1, 'first'));
          await until(() => worker.count('begun') === 1);
          const numbers = Array.from({ length: 40 }, (_, index) => index);
          for (const number of numbers) await replica.queue.ask(pullRequest(number, 'busy'), { delay });
          for (const number of numbers.slice(0, 3)) await replica.queue.ask(pullRequest(number, 'calm'), { delay });
          await until(async () => (await replica.queue.readState()).waiting === 43);
          door.open();
          await untilIdle(replica);
          const places = worker.begun().flatMap((key, place) => (key.includes('calm') ? [place] : []));
          expect(Math.max(...places)).toBeLessThanOrEqual(6);
          expect(worker.count('done')).toBe(44);
        },
      );
    });

    test('a thousand wishes for one thing hold up nothing', () => {
      const door = newDoor();
      return play(
        open,
        () => door.opened,
        async (worker, replica) => {
          replica.queue.start(1, worker);
          await replica.queue.ask(pullRequest(1));
          await until(() => worker.count('begun') === 1);
          await Promise.all(Array.from({ length: 1_000 }, () => replica.queue.ask(pullRequest(2))));
          await replica.queue.ask(pullRequest(3));
          const { waiting } = await replica.queue.readState();
          door.open();
          await untilIdle(replica);
          expect([waiting, worker.begun()]).toEqual([2, [1, 2, 3].map((number) => `forge/acme/shop#${number}`)]);
        },
      );
    });

    test('tells how much waits', () => {
      const door = newDoor();
      return play(
        open,
        () => door.opened,
        async (worker, replica) => {
          expect(await replica.queue.readState()).toEqual({ waiting: 0, delayed: 0, running: 0, oldest: 0 });
          replica.queue.start(1, worker);
          await replica.queue.ask(pullRequest(1));
          await until(() => worker.count('begun') === 1);
          await replica.queue.ask(pullRequest(2), { delay: 30 });
          await replica.queue.ask(pullRequest(2), { delay: 40 });
          await replica.queue.ask(pullRequest(3));
          await replica.queue.ask(pullRequest(4), { delay: 3_600_000 });
          await wait(60);
          const { oldest, ...state } = await replica.queue.readState();
          expect(state).toEqual({ waiting: 2, delayed: 1, running: 1 });
          expect(oldest).toBeGreaterThanOrEqual(60 - 1);
          expect(await replica.queue.isReachable()).toBe(true);
          door.open();
          await until(async () => (await replica.queue.readState()).running === 0);
          expect(await replica.queue.readState()).toEqual({ waiting: 0, delayed: 1, running: 0, oldest: 0 });
        },
      );
    });

    test('closing waits for what has begun, begins nothing more and takes no wish', () => {
      const door = newDoor();
      return play(
        open,
        () => door.opened,
        async (worker, replica) => {
          replica.queue.start(1, worker);
          await replica.queue.ask(pullRequest(1));
          await replica.queue.ask(pullRequest(2));
          await until(() => worker.count('begun') === 1);
          const closed = replica.queue.close(20_000);
          await expect(replica.queue.ask(pullRequest(3))).rejects.toThrow('closed');
          door.open();
          await closed;
          expect(worker.happenings.map(({ kind }) => kind)).toEqual(['begun', 'done']);
        },
      );
    });

    test('closing aborts what takes too long, which is no failure', () =>
      play(
        open,
        (_work, signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        async (worker, replica) => {
          replica.queue.start(1, worker);
          await replica.queue.ask(pullRequest(1));
          await until(() => worker.count('begun') === 1);
          await replica.queue.close(10);
          expect(worker.happenings.map(({ kind }) => kind)).toEqual(['begun', 'aborted']);
          expect(worker.failures).toEqual([]);
        },
      ));

    test('a queue is started once', () =>
      play(open, atOnce, async (worker, replica) => {
        replica.queue.start(1, worker);
        expect(() => replica.queue.start(1, worker)).toThrow('already');
      }));

    test('writes of an account come one after the other, those of another beside them', () =>
      play(open, atOnce, async (_worker, { pace }) => {
        const waits = [];
        for (let write = 0; write < 4; write++) waits.push(await pace.beforeWrite('bot', 60_000));
        // Between two of them passes a little time.
        expect(waits.map((milliseconds) => Math.ceil(milliseconds / 60_000))).toEqual([0, 1, 2, 3]);
        expect(await pace.beforeWrite('other', 60_000)).toBe(0);
        expect([await pace.beforeWrite('hasty', 0), await pace.beforeWrite('hasty', 0)]).toEqual([0, 0]);
      }));

    test('an account that is to pause does, for the longest that was said', () =>
      play(open, atOnce, async (_worker, { pace }) => {
        expect(await pace.pausedFor('bot')).toBe(0);
        await pace.pauseFor('bot', 600_000);
        await pace.pauseFor('bot', 60_000);
        await pace.pauseFor('other', -60_000);
        const minutes = (await pace.pausedFor('bot')) / 60_000;
        expect([Math.ceil(minutes), await pace.pausedFor('other')]).toEqual([10, 0]);
      }));

    test('a process that is alone leads', () =>
      play(open, atOnce, async (_worker, replica) => {
        expect(await replica.mayLead('sweep', 60_000)).toBe(true);
        expect(await replica.mayLead('sweep', 60_000)).toBe(true);
      }));
  });
}
