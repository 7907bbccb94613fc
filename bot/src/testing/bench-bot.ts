/** Measures a running bot, as processes and over HTTP, on a forge of ours: `pnpm bench:bot`. Nothing here is a test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { openPullRequest } from '@backlint/forge-servers/people';
import { hasRedisServer, startRedisServer } from '../queue/redis-server.ts';
import { cluster, type TestWorld, testWorld } from './test-world.ts';

const bot = join(process.cwd(), 'bot/bin/backlint-bot.js');
const senderFile = join(import.meta.dirname, 'bench-sender.mjs');
const folder = mkdtempSync(join(tmpdir(), 'backlint-bench-'));
/** Each has an account of its own, whose writes are a fifth of a second apart. */
const forges = 6;
const pullRequests = 20;
const filesOfRepository = 200;
/** As many at a time as there are processors, whatever the number of bots. */
const engines = availableParallelism();

try {
  await measure('one process', 1, undefined);
  if (hasRedisServer) {
    const redis = await startRedisServer();
    const { url } = await redis.openWay();
    await measure('one process on Redis', 1, `${url}/1`);
    await measure('three processes on Redis', 3, `${url}/2`);
    await redis.remove();
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(name: string, replicas: number, redisUrl: string | undefined): Promise<void> {
  const files = Object.fromEntries(
    Array.from({ length: filesOfRepository }, (_, n) => [`base/${n}.yaml`, cluster.replaceAll('orders', `db-${n}`)]),
  );
  const worlds = await Promise.all(Array.from({ length: forges }, () => testWorld('forgejo-16', files)));
  const processes: { readonly child: ChildProcess; readonly port: number }[] = [];
  for (let n = 0; n < replicas; n++) processes.push(await start(worlds, Math.ceil(engines / replicas), redisUrl));
  // After the first sweep has found nothing.
  await wait(2_000);
  const deliveries = Array.from({ length: pullRequests }, (_, n) =>
    worlds.flatMap(({ world, repository }, index) => {
      const added = { [`new/${n}.yaml`]: cluster.replaceAll('orders', `new-${n}`) };
      const proposal = { author: 'alice', title: `${n}`, body: '', branch: `b${n}`, files: { ...files, ...added } };
      const { number } = openPullRequest(world, repository, proposal);
      const { port = 0 } = processes[(n + index) % replicas] ?? {};
      return [1, 2, 3].map(() => [port, `hub-${index}`, number] as const);
    }),
  ).flat();
  const reviewed: number[] = [];
  const began = performance.now();
  const sender = spawn(process.execPath, [senderFile, JSON.stringify(deliveries)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let sent = '';
  sender.stdout.on('data', (data) => {
    sent += data;
  });
  while (reviewed.length < pullRequests * forges) {
    await wait(20);
    const done = worlds.reduce((sum, { repository }) => sum + repository.statuses.length, 0);
    while (reviewed.length < done) reviewed.push(performance.now() - began);
    if (performance.now() - began > 180_000) throw new Error('The bot does not come to an end.');
  }
  const seconds = (performance.now() - began) / 1_000;
  const memory = processes.map(({ child }) => residentMemory(child));
  for (const { child } of processes) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  for (const world of worlds) await world.close();
  const acknowledged: number[] = JSON.parse(sent);
  const [first, last] = [percentile(acknowledged, 50), percentile(acknowledged, 99)];
  console.log(
    [
      `${name}:`,
      `${((pullRequests * forges) / seconds).toFixed(1)} reviews a second of a repository with ${filesOfRepository} files`,
      `webhooks answered in ${first.toFixed(1)} ms (p50), ${last.toFixed(1)} ms (p99)`,
      `reviews done after ${(percentile(reviewed, 50) / 1_000).toFixed(1)} s (p50), ${(percentile(reviewed, 99) / 1_000).toFixed(1)} s (p99) of ${pullRequests * forges} at once`,
      `${memory.map((bytes) => `${Math.round(bytes / 1024 ** 2)} MB`).join(', ')} resident`,
    ].join('\n  '),
  );
}

async function start(worlds: readonly TestWorld[], concurrency: number, redisUrl: string | undefined) {
  const file = join(folder, `${performance.now()}.yaml`);
  const settings = {
    forges: worlds.map(({ configuration }, index) => ({ ...configuration, name: `hub-${index}` })),
    host: '127.0.0.1',
    port: 0,
    metricsPort: 0,
    concurrency,
    collectFor: '1s',
    sweepEvery: '1h',
  };
  writeFileSync(file, JSON.stringify({ ...settings, ...(redisUrl === undefined ? {} : { redisUrl }) }));
  const child = spawn(process.execPath, [bot, '--config', file], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (data) => {
    if (output.length < 10_000) output += data;
  });
  for (let waited = 0; waited < 10_000; waited += 20) {
    const line = output.split('\n').find((one) => one.includes('"started"'));
    if (line) {
      const { port } = JSON.parse(line);
      return { child, port: Number(port) };
    }
    await wait(20);
  }
  throw new Error('The bot does not start.');
}

function residentMemory({ pid }: ChildProcess): number {
  return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1] ?? 0) * 4_096;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * part) / 100))] ?? 0;
}
