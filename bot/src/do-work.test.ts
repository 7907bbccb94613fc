import { ForgeError, type ForgeErrorReason } from '@backlint/forge/forge-error';
import { openPullRequest, push } from '@backlint/forge-servers/people';
import { describe, expect, test } from 'vitest';
import { pauseAfter, workerOf } from './do-work.ts';
import { EngineError } from './engine/engine.ts';
import { blobCache } from './files/blob-cache.ts';
import { connect } from './forges/connect.ts';
import { makeLog } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { memoryCoordination } from './queue/memory-coordination.ts';
import { settledMemory } from './reconcile/settled-memory.ts';
import { directEngine } from './testing/direct-engine.ts';
import { testWorld } from './testing/test-world.ts';
import { timeless } from './testing/timeless.ts';

function pausesAfter(error: unknown): readonly number[] {
  const pauses: number[] = [];
  for (let failures = 1; failures < 100; failures++) {
    const pause = pauseAfter(error, failures);
    if (pause === 'give-up') return pauses;
    pauses.push(pause);
  }
  throw new Error('It would be tried for ever.');
}

test('what may pass is tried for half an hour, more and more seldom', () => {
  const pauses = pausesAfter(new ForgeError('unreachable', 'x'));
  const total = pauses.reduce((sum, pause) => sum + pause, 0);
  expect(total).toBeGreaterThan(20 * 60_000);
  expect(total).toBeLessThan(60 * 60_000);
  expect(Math.max(...pauses)).toBeLessThan(302_000);
});

test.each<[ForgeErrorReason, number]>([
  ['not-found', 2],
  ['forbidden', 2],
  ['unauthorized', 4],
  ['unexpected', 4],
])('%s is tried %d more times', (reason, times) => {
  expect(pausesAfter(new ForgeError(reason, 'x'))).toHaveLength(times);
});

test('a rate limit is waited out as long as the forge asks, and never given up', () => {
  for (const failures of [1, 50, 1_000]) {
    const pause = pauseAfter(new ForgeError('rate-limited', 'x', 3_600_000), failures);
    expect(pause).toBeGreaterThanOrEqual(3_600_000);
    expect(pause).toBeLessThan(3_610_001);
  }
});

test('the same files are tried once more', () => {
  expect(pausesAfter(new EngineError('it took too long'))).toHaveLength(1);
});

test('whoever had to stop is followed soon', () => {
  expect(pauseAfter(new DOMException('stopped', 'AbortError'), 20)).toBe(1_000);
});

describe.each(['github', 'forgejo-16'] as const)('%s', (release) => {
  test('what is given up turns from green to error, and to green again when it can be judged', async () => {
    const stage = await testWorld(release);
    const { world, repository, configuration } = stage;
    const files = { 'README.md': 'Databases\n', 'notes.txt': 'x' };
    const issue = openPullRequest(world, repository, {
      author: 'alice',
      title: 'x',
      body: '',
      branch: 'x',
      files,
    });
    const { number } = issue;
    const { queue, pace, close } = memoryCoordination();
    const outcomes: string[] = [];
    let breaks = false;
    let questions = 0;
    const settled = settledMemory();
    const worker = workerOf({
      forges: [connect(configuration, pace, makeMetrics(queue.readState), timeless)],
      ...{ queue, cache: blobCache(1e6), log: makeLog('silent', []), isDryRun: false, settled },
      engine: (...question) => {
        questions++;
        return breaks ? Promise.reject(new EngineError('it took longer than 120 s')) : directEngine(...question);
      },
      now: () => new Date('2026-06-15T12:00:00Z'),
      onDone: (_, outcome) => outcomes.push(outcome),
    });
    const work = { kind: 'pull-request', forge: 'hub', owner: 'shop', repository: 'databases', number } as const;
    const { signal } = new AbortController();
    const states = () =>
      [
        ...repository.statuses.map(({ state }) => state),
        ...repository.checkRuns.map(({ conclusion }) => conclusion),
      ].at(-1);
    await worker.run(work, signal);
    expect(states()).toBe('success');
    // As if the bot had been started again.
    settled.clear();
    breaks = true;
    const error = await worker.run(work, signal).catch((thrown: unknown) => thrown);
    await worker.gaveUp(work, error);
    expect(states()).toBe(release === 'github' ? 'action_required' : 'error');
    await worker.run(work, signal);
    expect([states(), questions]).toEqual([release === 'github' ? 'action_required' : 'error', 2]);
    breaks = false;
    push(world, repository, issue, { ...files, 'more.txt': 'x' });
    await worker.run(work, signal);
    expect(states()).toBe('success');
    expect(outcomes).toEqual(['published', 'failed', 'gave-up', 'unchanged', 'published']);
    expect(stage.server.violations).toEqual([]);
    await close(0);
    await stage.close();
  });
});

test('work for a repository that is not ours touches nothing', async () => {
  const stage = await testWorld('github');
  const { queue, pace, close } = memoryCoordination();
  const outcomes: string[] = [];
  const worker = workerOf({
    forges: [connect(stage.configuration, pace, makeMetrics(queue.readState), timeless)],
    ...{ queue, cache: blobCache(1e6), settled: settledMemory(), log: makeLog('silent', []), isDryRun: false },
    engine: directEngine,
    now: () => new Date(),
    onDone: (_, outcome) => outcomes.push(outcome),
  });
  const { signal } = new AbortController();
  for (const owner of ['elsewhere', '..', 'shop/databases']) {
    await worker.run({ kind: 'pull-request', forge: 'hub', owner, repository: 'databases', number: 1 }, signal);
  }
  await worker.run({ kind: 'repository', forge: 'another', owner: 'shop', repository: 'databases' }, signal);
  expect(outcomes).toEqual(['not-ours', 'not-ours', 'not-ours', 'not-ours']);
  await close(0);
  await stage.close();
});

test('what is not there any more is nobody’s failure', async () => {
  const stage = await testWorld('forgejo-16');
  const { queue, pace, close } = memoryCoordination();
  const outcomes: string[] = [];
  const levels: number[] = [];
  const worker = workerOf({
    forges: [connect(stage.configuration, pace, makeMetrics(queue.readState), timeless)],
    ...{ queue, cache: blobCache(1e6), settled: settledMemory(), isDryRun: false },
    log: makeLog('info', [], (line) => levels.push(JSON.parse(line).level)),
    engine: directEngine,
    now: () => new Date(),
    onDone: (_, outcome) => outcomes.push(outcome),
  });
  const at = { forge: 'hub', owner: 'shop', repository: 'removed' };
  const gone = new ForgeError('not-found', 'GET /repos/shop/removed: 404');
  await worker.gaveUp({ kind: 'pull-request', ...at, number: 1 }, gone);
  await worker.gaveUp({ kind: 'repository', ...at }, gone);
  await worker.gaveUp({ kind: 'repository', ...at }, new ForgeError('failed', 'GET /repos/shop/removed: 500'));
  expect(outcomes).toEqual(['gone', 'gone', 'gave-up']);
  expect(new Set(levels)).toEqual(new Set(['info', 'error']));
  await close(0);
  await stage.close();
});

test('a check that is run again is worked out again, also for a fork', async () => {
  const stage = await testWorld('github');
  const { world, repository } = stage;
  const files = { 'README.md': 'Databases\n', 'notes.txt': 'x' };
  const issue = openPullRequest(world, repository, { author: 'alice', title: 'x', body: '', branch: 'x', files });
  const { queue, pace, close } = memoryCoordination();
  const outcomes: string[] = [];
  const worker = workerOf({
    forges: [connect(stage.configuration, pace, makeMetrics(queue.readState), timeless)],
    ...{ queue, cache: blobCache(1e6), settled: settledMemory(), log: makeLog('silent', []), isDryRun: false },
    engine: directEngine,
    now: () => new Date('2026-06-15T12:00:00Z'),
    onDone: (kind, outcome) => outcomes.push(`${kind} ${outcome}`),
  });
  const { signal } = new AbortController();
  const at = { forge: 'hub', owner: 'shop', repository: 'databases' };
  const work = { kind: 'pull-request', ...at, number: issue.number } as const;
  await worker.run(work, signal);
  await worker.run({ kind: 'rerun', ...at, headCommit: issue.pull?.head ?? '' }, signal);
  expect(repository.checkRuns.map(({ status, conclusion }) => [status, conclusion])).toEqual([
    ['in_progress', undefined],
  ]);
  expect((await queue.readState()).waiting).toBe(1);
  await worker.run(work, signal);
  expect(repository.checkRuns.map(({ status, conclusion }) => [status, conclusion])).toEqual([
    ['completed', 'success'],
  ]);
  await worker.run({ kind: 'rerun', ...at, headCommit: 'f'.repeat(40) }, signal);
  expect(outcomes).toEqual(['pull-request published', 'rerun asked', 'pull-request published', 'rerun asked']);
  expect(stage.server.violations).toEqual([]);
  await close(0);
  await stage.close();
});
