import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openPullRequest } from '@backlint/forge-servers/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cluster, type TestWorld, testWorld, webhookSecret } from './testing/test-world.ts';
import { deliver } from './testing/webhooks.ts';

const bot = fileURLToPath(new URL('../bin/backlint-bot.js', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backlint-bot-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A bot as its users start it: a process with nothing but a configuration. */
class BotProcess {
  readonly child: ChildProcess;
  output = '';
  constructor(settings: object, env: Record<string, string> = {}) {
    const file = join(folder, `${Math.random()}.yaml`);
    writeFileSync(file, JSON.stringify(settings));
    this.child = spawn(process.execPath, [bot, '--config', file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (data) => (this.output += data));
  }
  logged(message: string): Record<string, unknown> | undefined {
    const lines = this.output.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line)).find((line) => line.msg === message);
  }
  async untilLogged(message: string): Promise<Record<string, unknown>> {
    for (let waited = 0; waited < 30_000; waited += 20) {
      const line = this.logged(message);
      if (line) return line;
      await wait(20);
    }
    throw new Error(`It never said "${message}": ${this.output}`);
  }
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const exit = once(this.child, 'exit');
    this.child.kill(signal);
    return (await exit)[0];
  }
}

function settingsFor({ configuration }: TestWorld, more: object = {}): object {
  const forge = Object.fromEntries(Object.entries(configuration));
  return { forges: [forge], host: '127.0.0.1', port: 0, metricsPort: 0, collectFor: '1s', ...more };
}

function propose({ world, repository }: TestWorld, name: string) {
  const files = { 'README.md': 'Databases\n', [`${name}.yaml`]: cluster.replace('orders', name) };
  return openPullRequest(world, repository, { author: 'alice', title: name, body: '', branch: name, files });
}

test('a bot starts, reviews what a webhook tells of and what none does, and ends when it is told to', async () => {
  const world = await testWorld('forgejo-16');
  propose(world, 'before');
  const process = new BotProcess(settingsFor(world));
  const { port, metricsPort } = await process.untilLogged('started');
  expect((await fetch(`http://127.0.0.1:${metricsPort}/readyz`)).status).toBe(200);
  const verdicts = () => world.repository.statuses.map(({ state }) => state);
  for (let waited = 0; waited < 30_000 && verdicts().length === 0; waited += 20) await wait(20);
  expect(verdicts()).toEqual(['failure']);
  const { number } = propose(world, 'after');
  expect(await deliver('forgejo-16', { kind: 'pull-request', number, what: 'opened' }, Number(port))).toBe(202);
  for (let waited = 0; waited < 30_000 && verdicts().length === 1; waited += 20) await wait(20);
  expect(verdicts()).toEqual(['failure', 'failure']);
  await wait(200);
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  expect(metrics).toContain('backlint_deliveries_total{forge="hub",event="pull_request",result="queued"} 1');
  expect(metrics).toContain('backlint_work_total{kind="pull-request",outcome="published"} 2');
  expect(metrics).toContain('backlint_engine_seconds_count{outcome="reviewed"} 2');
  expect(await process.end('SIGTERM')).toBe(0);
  expect(process.logged('ended')).toBeDefined();
  expect(process.output).not.toContain(webhookSecret);
  expect(process.output).not.toContain('secret-token-of-the-bot');
  expect(world.server.violations).toEqual([]);
  await world.close();
});

test('a bot that is told to end finishes the review that it has begun', async () => {
  const world = await testWorld('gitea-1.26');
  propose(world, 'slow');
  // The first write is not answered for a while.
  world.failAs((n) => (n === 1 ? 'no-answer' : undefined));
  const process = new BotProcess(settingsFor(world));
  await process.untilLogged('started');
  for (let waited = 0; waited < 30_000 && world.repository.statuses.length + world.server.log.length < 4; waited += 5)
    await wait(5);
  const code = await process.end('SIGTERM');
  expect(code).toBe(0);
  const [issue] = world.repository.issues;
  const reviews = issue?.comments.length ?? 0;
  const verdicts = world.repository.statuses.length;
  // All or nothing: what has begun is whole.
  expect([reviews, verdicts]).toEqual([reviews, reviews]);
  await world.close();
});

test('a bot whose log nobody reads any more goes on', async () => {
  const world = await testWorld('gitea-1.26');
  const process = new BotProcess(settingsFor(world));
  const { port, metricsPort } = await process.untilLogged('started');
  process.child.stdout?.destroy();
  const { number } = propose(world, 'unheard');
  const told = { kind: 'pull-request', number, what: 'opened' } as const;
  for (let n = 0; n < 3; n++) expect(await deliver('gitea-1.26', told, Number(port))).toBe(202);
  const verdicts = () => world.repository.statuses.map(({ state }) => state);
  for (let waited = 0; waited < 30_000 && verdicts().length === 0; waited += 20) await wait(20);
  expect(verdicts()).toEqual(['failure']);
  expect((await fetch(`http://127.0.0.1:${metricsPort}/livez`)).status).toBe(200);
  expect(await process.end('SIGTERM')).toBe(0);
  await world.close();
});

test('a doctor to whom nobody listens to the end ends all the same', async () => {
  const world = await testWorld('gitea-1.26');
  const file = join(folder, 'doctor.yaml');
  writeFileSync(file, JSON.stringify(settingsFor(world)));
  const child = spawn(process.execPath, [bot, '--config', file, 'doctor'], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let troubles = '';
  child.stderr.on('data', (data) => (troubles += data));
  await once(child, 'close');
  expect(troubles).toBe('');
  await world.close();
});

test.each([
  ['nothing', {}, 'forges: at least one forge is needed'],
  [
    'a secret that everybody knows',
    { forges: [{ kind: 'github', name: 'hub', webhookSecrets: ['development'] }] },
    'webhookSecrets.0',
  ],
  ['something unknown', { foges: [] }, 'Unrecognized key: "foges"'],
])('a bot that is told %s does not start', async (_, settings, problem) => {
  const process = new BotProcess(settings);
  const [code] = await once(process.child, 'exit');
  expect(code).toBe(2);
  expect(process.output).toContain(problem);
});

test('a bot whose port is taken says so, and ends', async () => {
  const world = await testWorld('forgejo-16');
  const first = new BotProcess(settingsFor(world));
  const { port } = await first.untilLogged('started');
  const second = new BotProcess(settingsFor(world, { metricsPort: port }));
  const [code] = await once(second.child, 'exit');
  expect([code, second.logged('cannot start')?.error]).toEqual([1, expect.stringContaining('EADDRINUSE')]);
  expect(await first.end('SIGTERM')).toBe(0);
  await world.close();
});

test('a bot without its Redis takes no webhooks, and says that it is not ready', async () => {
  const world = await testWorld('forgejo-11');
  const process = new BotProcess(settingsFor(world, { redisUrl: 'redis://:BLCANARY@127.0.0.1:1' }));
  const { port, metricsPort } = await process.untilLogged('started');
  const ready = await fetch(`http://127.0.0.1:${metricsPort}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([503, 'queue']);
  expect((await fetch(`http://127.0.0.1:${metricsPort}/livez`)).status).toBe(200);
  expect(await deliver('forgejo-11', { kind: 'pull-request', number: 1, what: 'opened' }, Number(port))).toBe(503);
  expect(await process.end('SIGTERM')).toBe(0);
  expect(process.output).not.toContain('BLCANARY');
  await world.close();
});
