import { commit } from '@backlint/forge-servers/git';
import { openPullRequest, say } from '@backlint/forge-servers/people';
import type { Files } from '@backlint/forge-servers/world';
import { expect, test } from 'vitest';
import { blobCache } from '../files/blob-cache.ts';
import { connect } from '../forges/connect.ts';
import { makeLog } from '../log.ts';
import { makeMetrics } from '../metrics.ts';
import { memoryCoordination } from '../queue/memory-coordination.ts';
import { directEngine } from '../testing/direct-engine.ts';
import { cluster, testWorld } from '../testing/test-world.ts';
import { timeless } from '../testing/timeless.ts';
import { reconcileMergeGroup } from './reconcile-merge-group.ts';
import { reconcilePullRequest } from './reconcile-pull-request.ts';
import { settledMemory } from './settled-memory.ts';

const { pace, queue } = memoryCoordination();

/** The verdict that a merge queue gets on a commit with these files. */
async function verdictOn(base: Files, head: Files, said: readonly string[] = []) {
  const stage = await testWorld('github', base);
  const { world, repository, configuration, server } = stage;
  const baseCommit = repository.branches.get('main') ?? '';
  const headCommit = commit(repository, head, baseCommit);
  const { signal } = new AbortController();
  const connected = connect(configuration, pace, makeMetrics(queue.readState), timeless);
  const at = { owner: 'shop', repository: 'databases' };
  const forge = await connected.forgeFor(at, signal);
  if (!forge) throw new Error('That is not ours.');
  const now = () => new Date('2026-06-15T12:00:00Z');
  const context = {
    ...{
      forgeName: 'hub',
      forge,
      seal: connected.seal,
      engine: directEngine,
      cache: blobCache(1e6),
      settled: settledMemory(),
    },
    ...{ log: makeLog('silent', []), now, signal, isDryRun: false },
  };
  const proposal = { author: 'alice', title: 'x', body: '', branch: 'x', files: head };
  const issue = openPullRequest(world, repository, proposal);
  for (const words of said) say(world, issue, 'bob', words);
  if (said.length > 0) await reconcilePullRequest({ ...at, number: issue.number }, context);
  const group = { kind: 'merge-group', forge: 'hub', ...at, number: issue.number, baseCommit, headCommit } as const;
  await reconcileMergeGroup(group, context);
  await reconcileMergeGroup(group, context);
  expect(server.violations).toEqual([]);
  await stage.close();
  const runs = repository.checkRuns.filter(({ commit }) => commit === headCommit);
  return [runs.length === 1, runs[0]?.conclusion, runs[0]?.title];
}

test('a merge queue hears that its commit brings nothing bad', async () => {
  expect(await verdictOn({ 'a.yaml': cluster }, { 'a.yaml': cluster, 'b.txt': 'x' })).toEqual([
    true,
    'success',
    'Merging this brings no error',
  ]);
});

test('a merge queue hears what its commit would bring', async () => {
  const [isThere, conclusion, title] = await verdictOn({}, { 'a.yaml': cluster });
  expect([isThere, conclusion]).toEqual([true, 'failure']);
  expect(title).toContain('Merging this would bring: Nothing backs up');
});

test('a merge queue is held to the configuration of its base', async () => {
  const lenient = { '.backlint.yaml': 'rules: { unprotected-database: warning }\n' };
  expect((await verdictOn(lenient, { ...lenient, 'a.yaml': cluster }))[1]).toBe('success');
  expect((await verdictOn({}, { ...lenient, 'a.yaml': cluster }))[1]).toBe('failure');
  expect((await verdictOn({ '.backlint.yaml': 'rulez: {}\n' }, {}))[1]).toBe('action_required');
});

test('what was waived on the pull request is waived in its merge queue, and no more', async () => {
  const waive = '/backlint waive unprotected-database until=2026-07-01 reason="A demo"';
  expect((await verdictOn({}, { 'a.yaml': cluster }, [waive]))[1]).toBe('success');
  expect((await verdictOn({}, { 'a.yaml': cluster }, ['Fine with me']))[1]).toBe('failure');
});
