import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { type FaultPlan, failSometimes } from '@backlint/forge-servers/faults';
import { realStage } from '@backlint/forge-servers/stage/real-stage';
import type { Said, Snapshot } from '@backlint/forge-servers/stage/stage';
import { testStage } from '@backlint/forge-servers/stage/test-stage';
import { describe, expect, test } from 'vitest';
import { type PlayOptions, play, publishAnyway, secondPublication } from './play.ts';

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
