import { tmpdir } from 'node:os';
import { githubForge } from '@backlint/forge/github/github-forge';
import { testStage } from '@backlint/forge-servers/stage/test-stage';
import { expect, test } from 'vitest';
import { readChangeTrees } from './change-trees.ts';

test.each([
  [true, true, 'base'],
  [false, true, 'message'],
  [true, false, 'message'],
])('sides of which the forge lists some files only are none (trees %s, changes %s)', async (trees, changes, key) => {
  const { apiUrl: url, token, at, issue, close } = await testStage('github');
  const real = githubForge({ url, token, verdictAs: 'commit-status' });
  const forge: typeof real = {
    ...real,
    readTree: async (...where) => ({ ...(await real.readTree(...where)), isComplete: trees }),
    readChanges: async (where) => ({ ...(await real.readChanges(where)), isComplete: changes }),
  };
  const { base: baseCommit, head: headCommit } = issue.pull;
  const told = { number: at.number, title: '', body: '', branch: '', labels: [], isDraft: false, isByBot: false };
  const facts = { ...told, isFromFork: false, baseCommit, headCommit };
  expect(await readChangeTrees(tmpdir(), facts, at, forge)).toHaveProperty(key);
  await close();
});
