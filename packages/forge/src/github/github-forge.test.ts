import { account, push } from '@backlint/forge-servers/people';
import { firstHead } from '@backlint/forge-servers/stage/stage';
import { type TestStage, testStage } from '@backlint/forge-servers/stage/test-stage';
import { expect, test } from 'vitest';
import { connect } from '../behaviour/play.ts';
import { publishReview } from '../publish/publish-review.ts';
import { type GitHubOptions, githubForge } from './github-forge.ts';

const surroundings = { wait: () => Promise.resolve() };

function forgeOf({ apiUrl: url, token }: TestStage, options: Partial<GitHubOptions> = {}) {
  return githubForge({ url, token, verdictAs: 'commit-status', surroundings, ...options });
}

test('a commit status is written once, however long its title', async () => {
  const stage = await testStage('github');
  const head = await stage.headCommit();
  const verdict = { name: 'backlint', state: 'failure' as const, title: 'x'.repeat(500), url: 'https://ci.invalid/1' };
  const publication = { headCommit: head, stamp: 's', body: 'B', isNews: true, notes: [], verdict, followUps: [] };
  await publishReview(forgeOf(stage), stage.at, publication);
  await publishReview(forgeOf(stage), stage.at, publication);
  expect(stage.repository.statuses).toMatchObject([{ state: 'failure', description: `${'x'.repeat(139)}…` }]);
  expect(stage.violations()).toEqual([]);
  await stage.close();
});

test('a check run is changed in place, and one of another app is left alone', async () => {
  const stage = await testStage('github');
  const head = await stage.headCommit();
  const foreign = { id: 5, author: 'other-app', commit: head, name: 'backlint', externalId: '', status: 'completed' };
  stage.repository.checkRuns.push({ ...foreign, conclusion: 'success', title: 'Theirs', url: undefined });
  const forge = await connect(stage, surroundings);
  const states = ['pending', 'failure', 'error', 'success'] as const;
  for (const state of states) {
    const verdict = { name: 'backlint', state, title: `It is ${state}` };
    await forge.writeVerdict(stage.at, head, verdict);
    expect(await forge.readVerdict(stage.at, head, 'backlint')).toEqual(verdict);
  }
  expect(stage.repository.checkRuns.map(({ title }) => title)).toEqual(['Theirs', 'It is success']);
  expect(stage.violations()).toEqual([]);
  await stage.close();
});

test('a check run pings nobody and links nowhere, whatever a file is called', async () => {
  const stage = await testStage('github');
  const forge = await connect(stage, surroundings);
  const title = 'Merging this would bring: Nothing backs up ![x](https://evil.invalid/x.png) for @org/team, fixes #1';
  await forge.writeVerdict(stage.at, await stage.headCommit(), { name: 'backlint', state: 'failure', title });
  const [run] = stage.repository.checkRuns;
  expect(run?.title).toBe(title);
  expect(run?.summary).toBe(
    'Merging this would bring: Nothing backs up `![x](https://evil.invalid/x.png`) for `@org/team`, fixes `#1`',
  );
  await stage.close();
});

test('a token of a workflow, which may not ask who it is, is that of github-actions', async () => {
  const stage = await testStage('github', ['review', 'issues', 'status']);
  account(stage.world, 'github-actions[bot]', 'Bot');
  expect(await forgeOf(stage).readLogin()).toBe('github-actions[bot]');
  expect(await forgeOf(stage, { login: 'my-app[bot]' }).readLogin()).toBe('my-app[bot]');
  await stage.close();
});

test('a change that is too large for a diff is read file by file, and what is not shown is named', async () => {
  const stage = await testStage('github');
  const many = Object.fromEntries(Array.from({ length: 310 }, (_, n) => [`apps/${n}.yaml`, `name: ${n}\n`]));
  const large = Array.from({ length: 4_000 }, (_, n) => `line ${n}`).join('\n');
  push(stage.world, stage.repository, stage.issue, { ...firstHead, ...many, 'large.yaml': large });
  const { files, withoutLines, isComplete } = await forgeOf(stage).readChanges(stage.at);
  expect([files.length, withoutLines, isComplete]).toEqual([312, ['large.yaml'], true]);
  expect(files.find(({ path }) => path === 'apps/7.yaml')).toEqual({
    status: 'added',
    path: 'apps/7.yaml',
    hunks: [{ oldStart: 0, oldLines: 0, newStart: 1, newLines: 1, lines: [{ kind: 'added', text: 'name: 7' }] }],
  });
  expect(stage.violations()).toEqual([]);
  await stage.close();
});
