import process from 'node:process';
import { type Fault, failOnce, failSometimes, faultsByEffect } from '@backlint/forge-servers/faults';
import type { Snapshot } from '@backlint/forge-servers/stage/stage';
import { type Release, releases, testStage } from '@backlint/forge-servers/stage/test-stage';
import { afterAll, describe, expect, test } from 'vitest';
import { type PlayOptions, play, publishAnyway, secondPublication } from './play.ts';

/** Shorter than anybody waits, and long enough for a busy machine; a request that takes longer has failed, which is survived. */
const quietly: PlayOptions = { isCrashing: false, timeout: 50 };
const patiently: PlayOptions = { ...quietly, timeout: 5_000 };
const crashing: PlayOptions = { ...quietly, isCrashing: true };

/** Goes through every fault at every request, and not one of each kind: for minutes. */
const isThorough = process.env.BACKLINT_ALL_FAULTS !== undefined;

const longest = isThorough ? 3_600_000 : 120_000;

const effects = Object.entries(faultsByEffect);

const tally = { plays: 0, faults: 0 };
afterAll(() => console.info(`${tally.plays} plays with ${tally.faults} faults ended as the play without any.`));

describe.each(releases)('%s', (release) => {
  test('a review is posted, answered, put right in part and edited in place', async () => {
    const stage = await testStage(release);
    const before = await stage.snapshot();
    const { left, ended } = await play(stage, patiently);
    const again = await publishAnyway(stage, secondPublication(await stage.headCommit()), patiently);
    expect(ended.map(({ outcome }) => outcome)).toEqual(['published', 'head-moved', 'published']);
    expect(again).toEqual({ outcome: 'published', refused: [], writes: 0 });
    expect(stage.violations()).toEqual([]);
    expect(left).toMatchSnapshot();
    expect(wordsOfOthers(left, stage.login)).toEqual(expect.arrayContaining([...wordsOfOthers(before, stage.login)]));
    await stage.close();
  });

  test.each(effects)(
    'a fault that does %s leaves the same, at any request',
    async (effect, kinds) => {
      const clean = await playWith(release, () => undefined, patiently);
      for (const [index, request] of clean.requests.entries()) {
        const isRead = request.startsWith('GET ');
        const turn = index + releases.indexOf(release);
        // Whatever goes wrong with a question, it is asked again.
        if (isRead && !isThorough && effects[turn % effects.length]?.[0] !== effect) continue;
        for (const fault of isThorough ? kinds : [kinds[turn % kinds.length] ?? kinds[0]]) {
          for (const options of isRead && !isThorough ? [quietly] : [quietly, crashing]) {
            const hurt = await playWith(release, failOnce(index + 1, fault), options);
            expect(hurt.left, `${fault} at request ${index + 1}, ${request}`).toEqual(clean.left);
            expect([hurt.ended, hurt.violations]).toEqual([clean.ended, []]);
          }
        }
      }
    },
    longest,
  );

  test(
    'a server that fails at a third of all requests leaves the same',
    async () => {
      const clean = await playWith(release, () => undefined, patiently);
      for (let seed = 1; seed <= (isThorough ? 200 : 4); seed++) {
        const hurt = await playWith(release, failSometimes(seed, 1 / 3), seed % 2 === 0 ? quietly : crashing);
        expect(hurt.left, `seed ${seed}`).toEqual(clean.left);
        expect([hurt.ended, hurt.violations]).toEqual([clean.ended, []]);
      }
    },
    longest,
  );
});

async function playWith(release: Release, plan: (n: number) => Fault | undefined, options: PlayOptions) {
  const stage = await testStage(release);
  stage.failAs((n) => {
    const fault = plan(n);
    if (fault) tally.faults++;
    return fault;
  });
  tally.plays++;
  const { left, ended } = await play(stage, options);
  const [requests, violations] = [stage.requests(), stage.violations()];
  await stage.close();
  return { left, ended: ended.map(({ outcome, refused }) => ({ outcome, refused })), requests, violations };
}

function wordsOfOthers({ texts, notes }: Snapshot, login: string) {
  return [...texts, ...notes].filter(({ author }) => author !== login);
}
