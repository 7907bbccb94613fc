import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRedisServer, type RedisServer, startRedisServer } from './redis-server.ts';
import {
  leaseTime,
  newDoor,
  pullRequest,
  type Replica,
  recordingWorker,
  redisStage,
  type Stage,
  until,
  untilIdle,
} from './stage.ts';

const title = hasRedisServer ? 'on Redis' : 'on Redis: skipped, since there is no redis-server';

describe.skipIf(!hasRedisServer)(title, () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(() => server.remove());

  async function play(action: (stage: Stage, prefix: string) => Promise<void>): Promise<void> {
    const prefix = `play${plays++}`;
    const stage = redisStage(server, prefix);
    try {
      await action(stage, prefix);
    } finally {
      await stage.close();
    }
  }

  const forEver = () => new Promise<void>(() => undefined);
  const atOnce = async () => undefined;

  test('replicas share the work, and never do the same at a time', () =>
    play(async (stage) => {
      const worker = recordingWorker(() => wait(20));
      const replicas = await Promise.all([1, 2, 3].map(() => stage.addReplica()));
      for (const { queue } of replicas) queue.start(2, worker);
      for (let round = 0; round < 10; round++) {
        await Promise.all(replicas.map(({ queue }) => queue.ask(pullRequest(round % 3))));
      }
      for (const replica of replicas) await untilIdle(replica);
      const open = new Set<string>();
      for (const { kind, key } of worker.happenings) {
        expect([kind, open.has(key)]).toEqual([kind, kind === 'done']);
        if (kind === 'begun') open.add(key);
        else open.delete(key);
      }
      expect(open.size).toBe(0);
    }));

  test('the work of a replica that is cut off is aborted, and done by another', () =>
    play(async (stage) => {
      const worker = recordingWorker((_work, _signal, run) => (run === 1 ? forEver() : atOnce()));
      const lost = await stage.addReplica();
      lost.queue.start(1, worker);
      await lost.queue.ask(pullRequest(1));
      await until(() => worker.count('begun') === 1);
      lost.way?.cut();
      const other = await stage.addReplica();
      other.queue.start(1, worker);
      await until(() => worker.count('done') === 1);
      expect(worker.happenings.map(({ kind }) => kind)).toEqual(['begun', 'aborted', 'begun', 'done']);
      lost.way?.mend();
      await untilIdle(other);
      await until(() => lost.queue.isReachable());
      await lost.queue.ask(pullRequest(2));
      await untilIdle(other);
      expect([worker.count('done'), worker.failures]).toEqual([2, []]);
    }));

  test('a replica that comes back too late takes nothing from the one that has its work now', () =>
    play(async (stage) => {
      const doors = [newDoor(), newDoor()] as const;
      const worker = recordingWorker(async (_work, _signal, run) => {
        await doors[run - 1]?.opened;
      });
      const late = await stage.addReplica();
      late.queue.start(1, worker);
      await late.queue.ask(pullRequest(1));
      await until(() => worker.count('begun') === 1);
      late.way?.cut();
      const other = await stage.addReplica();
      other.queue.start(2, worker);
      await until(() => worker.count('begun') === 2);
      late.way?.mend();
      await until(() => late.queue.isReachable());
      doors[0].open();
      await other.queue.ask(pullRequest(1));
      await wait(leaseTime);
      expect(worker.count('begun')).toBe(2);
      doors[1].open();
      await untilIdle(other);
      expect([worker.count('begun'), worker.failures]).toEqual([3, []]);
    }));

  test('work that costs one process after the other has failed', () =>
    play(async (stage) => {
      const worker = recordingWorker(forEver);
      worker.pauseFor('give-up');
      const asking = await stage.addReplica();
      await asking.queue.ask(pullRequest(1));
      for (let death = 1; death <= 3; death++) {
        const replica = await stage.addReplica();
        replica.queue.start(1, worker);
        await until(() => worker.count('begun') === death);
        replica.way?.cut();
      }
      expect(worker.failures).toEqual([]);
      asking.queue.start(1, worker);
      await until(() => worker.count('given-up') === 1);
      await untilIdle(asking);
      expect([worker.count('begun'), worker.failures]).toEqual([3, [1]]);
      expect(worker.errors.join()).toContain('3 times in a row');
    }));

  test('what is left by closing goes to others at once, with its failures', () =>
    play(async (stage) => {
      const worker = recordingWorker(async (_work, _signal, run) => {
        if (run === 2) await forEver();
        if (run < 4) throw new Error('no luck');
      });
      worker.pauseFor(10);
      const one = await stage.addReplica();
      one.queue.start(1, worker);
      await one.queue.ask(pullRequest(1));
      await until(() => worker.count('begun') === 2);
      await one.close(0);
      const other = await stage.addReplica();
      other.queue.start(1, worker);
      await untilIdle(other);
      expect(worker.failures).toEqual([1, 2]);
      expect(worker.happenings.map(({ kind }) => kind)).toEqual([
        'begun',
        'failed',
        'begun',
        'aborted',
        'begun',
        'failed',
        'begun',
        'done',
      ]);
    }));

  test('one replica at a time leads, until it closes or its time is over', () =>
    play(async (stage) => {
      const [one, two] = [await stage.addReplica(), await stage.addReplica()];
      const ask = async (duty: string, milliseconds: number) => [
        await one.mayLead(duty, milliseconds),
        await two.mayLead(duty, milliseconds),
        await one.mayLead(duty, milliseconds),
      ];
      expect(await ask('sweep', 600_000)).toEqual([true, false, true]);
      expect(await two.mayLead('another', 600_000)).toBe(true);
      await one.close(0);
      expect(await two.mayLead('sweep', 600_000)).toBe(true);
      const three = await stage.addReplica();
      expect([await two.mayLead('short', 50), await three.mayLead('short', 50)]).toEqual([true, false]);
      await until(() => three.mayLead('short', 50));
    }));

  test('replicas share the pace of an account', () =>
    play(async (stage) => {
      const [one, two] = [await stage.addReplica(), await stage.addReplica()];
      const waits = [];
      for (const { pace } of [one, two, two, one]) waits.push(await pace.beforeWrite('bot', 60_000));
      expect(waits.map((milliseconds) => Math.ceil(milliseconds / 60_000))).toEqual([0, 1, 2, 3]);
      await one.pace.pauseFor('bot', 600_000);
      expect(Math.ceil((await two.pace.pausedFor('bot')) / 60_000)).toBe(10);
    }));

  test('Redis keeps nothing for ever but what waits, and the bookkeeping of the queue', () =>
    play(async (stage, prefix) => {
      const worker = recordingWorker((_work, _signal, run) => (run % 3 === 0 ? Promise.reject(new Error()) : atOnce()));
      const replica = await stage.addReplica();
      replica.queue.start(2, worker);
      for (let number = 0; number < 30; number++) await replica.queue.ask(pullRequest(number), { delay: number });
      await replica.pace.beforeWrite('bot', 60_000);
      await replica.pace.pauseFor('bot', 60_000);
      await replica.mayLead('sweep', 60_000);
      await untilIdle(replica);
      await replica.queue.ask(pullRequest(99), { delay: 3_600_000 });
      const redis = new Redis(replica.way?.url ?? '');
      const names = await redis.keys(`${prefix}:*`);
      const kept = [];
      for (const name of names) if ((await redis.pttl(name)) === -1) kept.push(name.slice(prefix.length + 1));
      redis.disconnect();
      const bookkeeping = ['events', 'id', 'marker', 'meta', 'pc', 'stalled'].map((name) => `work:${name}`);
      const waiting = ['work:delayed', `work:${encodeURIComponent('forge/acme/shop#99')}.0.3600000`];
      expect(kept.filter((name) => !bookkeeping.includes(name)).sort()).toEqual(waiting.sort());
      expect(names.length).toBeGreaterThan(30);
    }));

  test('a replica that starts before Redis does waits for it', () =>
    play(async (stage) => {
      const replica = await stage.addReplica();
      replica.way?.cut();
      const worker = recordingWorker(atOnce);
      replica.queue.start(1, worker);
      await expect(replica.queue.ask(pullRequest(1))).rejects.toThrow();
      replica.way?.mend();
      await until(() => replica.queue.isReachable());
      await replica.queue.ask(pullRequest(1));
      await until(() => worker.count('done') === 1);
      await untilIdle(replica);
    }));

  test('a killed process leaves its work to another, also as one bundled file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'backlint-bundle-'));
    const way = await server.openWay();
    const file = join(folder, 'replica.mjs');
    await build({
      stdin: { contents: killable, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
      outfile: file,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      banner: { js: "import{createRequire as of}from'node:module';const require=of(import.meta.url);" },
      logLevel: 'silent',
    });
    const stage = redisStage(server, 'killed');
    const other = await stage.addReplica();
    await other.queue.ask(pullRequest(1));
    const process = spawn('node', [file, way.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => process.stdout.once('data', resolve));
    expect(await other.queue.readState()).toMatchObject({ running: 1 });
    process.kill('SIGKILL');
    const worker = recordingWorker(atOnce);
    other.queue.start(1, worker);
    await untilIdle(other);
    expect(worker.happenings.map(({ kind }) => kind)).toEqual(['begun', 'done']);
    await stage.close();
    await rm(folder, { recursive: true });
  });

  // The last one, for all others share the server.
  test('wishes and failures outlive a Redis that goes away, and workers come back by themselves', () =>
    play(async (stage) => {
      const door = newDoor();
      const worker = recordingWorker(async (_work, _signal, run) => {
        if (run === 1) throw new Error('no luck');
        if (run === 2) await door.opened;
      });
      worker.pauseFor(1_500);
      const replicas: Replica[] = [await stage.addReplica(), await stage.addReplica()];
      for (const { queue } of replicas) queue.start(1, worker);
      const [one] = replicas;
      if (!one) throw new Error('There is no replica.');
      await one.queue.ask(pullRequest(1));
      await until(() => worker.count('failed') === 1);
      await one.queue.ask(pullRequest(2));
      await until(() => worker.count('begun') === 2);
      await server.stop();
      await until(async () => !(await one.queue.isReachable()));
      await expect(one.queue.ask(pullRequest(3))).rejects.toThrow();
      await expect(one.queue.readState()).rejects.toThrow();
      await expect(one.mayLead('sweep', 1_000)).rejects.toThrow();
      await expect(one.pace.beforeWrite('bot', 1_000)).rejects.toThrow();
      await until(() => worker.count('aborted') === 1);
      door.open();
      await server.start();
      await until(() => one.queue.isReachable());
      await one.queue.ask(pullRequest(4));
      await untilIdle(one);
      const done = worker.happenings.filter(({ kind }) => kind === 'done').map(({ key }) => key);
      expect(done.sort()).toEqual([1, 2, 4].map((number) => `forge/acme/shop#${number}`));
      expect(worker.failures).toEqual([1]);
      expect(one.errors.length).toBeGreaterThan(0);
    }));
});

let plays = 0;

const killable = `
import process from 'node:process';
import { redisCoordination } from './redis-coordination.ts';
const { queue } = redisCoordination({ url: process.argv[2], prefix: 'killed', leaseTime: ${leaseTime}, onError: console.error });
queue.start(1, {
  run: () => new Promise(() => console.log('begun')),
  pauseAfter: () => 0,
  gaveUp: async () => undefined,
});
`;
