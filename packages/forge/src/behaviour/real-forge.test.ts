import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { type FaultPlan, failSometimes } from '@backlint/forge-servers/faults';
import { personOn } from '@backlint/forge-servers/stage/person';
import { realStage } from '@backlint/forge-servers/stage/real-stage';
import { type Said, type Snapshot, saidBefore } from '@backlint/forge-servers/stage/stage';
import { testStage } from '@backlint/forge-servers/stage/test-stage';
import { describe, expect, test } from 'vitest';
import { firstPublication, noteAt, type PlayOptions, play, publishAnyway, secondPublication } from './play.ts';

const {
  BACKLINT_E2E_FORGEJO_URL: url,
  BACKLINT_E2E_FORGEJO_TOKEN: personToken = '',
  BACKLINT_E2E_FORGEJO_BOT_TOKEN: botToken = '',
} = process.env;
const why = url === undefined ? ' (skipped: BACKLINT_E2E_FORGEJO_URL names no server)' : '';
const options: PlayOptions = { isCrashing: false, timeout: 10_000 };

/** The play of `behaviour.test.ts` on a real Forgejo or Gitea, with the faults of a proxy before it. */
describe.skipIf(url === undefined)(`a real server${why}`, () => {
  const playWith = async (plan: FaultPlan, how: PlayOptions) => {
    const stage = await realStage(
      { url: url ?? '', personToken, botToken },
      `backlint-e2e-${randomUUID().slice(0, 8)}`,
    );
    try {
      stage.failAs(plan);
      const { left, ended } = await play(stage, how);
      stage.failAs(() => undefined);
      const again = await publishAnyway(stage, secondPublication(await stage.headCommit()), options);
      return { left, ended: ended.map(({ outcome, refused }) => ({ outcome, refused })), again, login: stage.login };
    } finally {
      await stage.close();
    }
  };

  test('a review is posted, answered, put right in part and edited in place', async () => {
    const { left, ended, again, login } = await playWith(() => undefined, options);
    expect(ended.map(({ outcome }) => outcome)).toEqual(['published', 'head-moved', 'published']);
    expect(again).toEqual({ outcome: 'published', refused: [], writes: 0 });
    const test = await testStage('forgejo-16');
    const imitated = await play(test, options);
    await test.close();
    expect(wordsOf(left, login)).toEqual(wordsOf(imitated.left, test.login));
  });

  test('what a failure in the middle has left is replaced, and what others wrote at the same line stays', async () => {
    const stage = await realStage(
      { url: url ?? '', personToken, botToken },
      `backlint-e2e-${randomUUID().slice(0, 8)}`,
    );
    try {
      const head = await stage.headCommit();
      const bot = await personOn(stage.apiUrl, botToken);
      const { owner, repository, number } = stage.at;
      await bot.send('POST', `/repos/${owner}/${repository}/pulls/${number}/reviews`, {
        event: 'PENDING',
        body: 'Not yet',
        commit_id: head,
        comments: [{ path: 'cluster.yaml', body: '<!-- backlint:note n2 -->\nOld words', new_position: 12 }],
      });
      const before = await stage.snapshot();
      expect(before.pending).toBe(1);
      const publication = firstPublication(head);
      expect(await publishAnyway(stage, publication, options)).toMatchObject({ outcome: 'published', refused: [] });
      const { notes, pending } = await stage.snapshot();
      expect(pending).toBe(0);
      expect(notes.map(({ body }) => body.split('\n').at(-1))).toEqual(
        expect.arrayContaining(['Words of n1.', 'Words of n2.', 'Words of n3.', saidBefore.note]),
      );
      expect(notes).toHaveLength(4);
      expect(await publishAnyway(stage, publication, options)).toMatchObject({ writes: 0 });
    } finally {
      await stage.close();
    }
  });

  test('a note beyond the end of a file costs no other', async () => {
    const stage = await realStage(
      { url: url ?? '', personToken, botToken },
      `backlint-e2e-${randomUUID().slice(0, 8)}`,
    );
    try {
      const publication = firstPublication(await stage.headCommit());
      const notes = [...publication.notes.slice(0, 2), noteAt('beyond', 999), ...publication.notes.slice(2)];
      const published = await publishAnyway(stage, { ...publication, notes }, options);
      expect(published.refused.map(({ what }) => what)).toEqual(['notes']);
      const { notes: left, pending } = await stage.snapshot();
      expect([left.filter(({ author }) => author === stage.login).length, pending]).toEqual([3, 0]);
    } finally {
      await stage.close();
    }
  });

  test.each([1, 2, 3, 4])('a proxy that fails at a third of all requests leaves the same (%d)', async (seed) => {
    const clean = await playWith(() => undefined, options);
    const hurt = await playWith(failSometimes(seed, 1 / 3), { isCrashing: seed % 2 === 0, timeout: 500 });
    expect(hurt).toEqual(clean);
  });
});

/** What an account has left, which is the same on a real server as on ours. */
function wordsOf({ texts, notes, issues, ...others }: Snapshot, login: string) {
  const own = <T extends Said>(all: readonly T[]) =>
    all.filter(({ author }) => author === login).map((one) => ({ ...one, author: 'bot' }));
  return { ...others, texts: own(texts), notes: own(notes), issues: own(issues) };
}
