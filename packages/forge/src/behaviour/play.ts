import type { Forge } from '../forge.ts';
import { giteaForge } from '../gitea/gitea-forge.ts';
import { githubForge } from '../github/github-forge.ts';
import type { Surroundings } from '../http/forge-fetch.ts';
import type { Publication, Published } from '../publish/publication.ts';
import { publishReview } from '../publish/publish-review.ts';
import type { PullRequestAt } from '../pull-request-state.ts';

/** What a play needs of its stage: tests play on servers of ours and on real ones. */
export interface PlayStage<Left> {
  readonly kind: Forge['kind'];
  readonly apiUrl: string;
  readonly token: string;
  readonly at: PullRequestAt;
  headCommit(): Promise<string>;
  push(): Promise<string>;
  answer(path: string, line: number, body: string): Promise<void>;
  snapshot(): Promise<Left>;
}

/** How a play goes. */
export interface PlayOptions {
  /** Whether a run that has to wait ends there, and another one starts with nothing in its memory. */
  readonly isCrashing: boolean;
  /** Milliseconds after which an answer is not waited for. */
  readonly timeout: number;
}

/** What a play leaves. */
export interface Played<Left> {
  readonly left: Left;
  readonly ended: readonly Published[];
}

/** A review, an answer of somebody, a push, a late run for the first head, and the next review. */
export async function play<Left>(stage: PlayStage<Left>, options: PlayOptions): Promise<Played<Left>> {
  const head = await stage.headCommit();
  const one = await publishAnyway(stage, firstPublication(head), options);
  await stage.answer('cluster.yaml', 10, 'We know.');
  const pushed = await stage.push();
  const late = await publishAnyway(stage, firstPublication(head), options);
  const two = await publishAnyway(stage, secondPublication(pushed), options);
  return { left: await stage.snapshot(), ended: [one, late, two] };
}

/** Publishes as a bot does that is started again when it fails. */
export async function publishAnyway(
  stage: PlayStage<unknown>,
  publication: Publication,
  { isCrashing, timeout }: PlayOptions,
): Promise<Published> {
  const wait = isCrashing ? () => Promise.reject(new Error('crashed')) : () => Promise.resolve();
  for (let attempt = 1; ; attempt++) {
    try {
      const forge = await connect(stage, { timeout, wait: () => Promise.resolve() });
      return await publishReview(forge, stage.at, publication, { wait });
    } catch (error) {
      if (String(error).includes(stage.token)) throw new Error('An error tells the token.');
      if (attempt === 10) throw error;
    }
  }
}

/** The forge that a stage is played on, as the bot sees it. */
export function connect(
  { kind, apiUrl: url, token }: Pick<PlayStage<unknown>, 'kind' | 'apiUrl' | 'token'>,
  surroundings: Partial<Surroundings>,
): Promise<Forge> {
  if (kind === 'github') return Promise.resolve(githubForge({ url, token, verdictAs: 'check-run', surroundings }));
  return giteaForge({ url, token, surroundings });
}

/** What is published at the first head. */
export function firstPublication(headCommit: string): Publication {
  return {
    headCommit,
    stamp: 'first',
    isNews: true,
    body: '## PR #1 Review\n\n### VERDICT: NOT APPROVED\n',
    notes: [noteAt('n1', 10), { ...noteAt('n2', 12), startLine: 11 }, noteAt('n3', 13)],
    verdict: { name: 'backlint', state: 'failure', title: '2 blockers' },
    labels: { known, wanted: ['status:needs-fix'] },
    followUps: [followUp],
  };
}

/** What is published at the second head: `n1` and `n3` are put right, and `n2` has moved. */
export function secondPublication(headCommit: string): Publication {
  return {
    headCommit,
    stamp: 'second',
    isNews: true,
    body: '## PR #1 Review\n\n### VERDICT: APPROVED\n',
    notes: [{ ...noteAt('n2', 13), startLine: 12, body: 'Other words of n2.' }, noteAt('n4', 31)],
    verdict: { name: 'backlint', state: 'success', title: 'No blockers' },
    labels: { known, wanted: ['status:approved'] },
    followUps: [followUp, { ...followUp, key: 'f2', title: 'Another' }],
  };
}

/** A note on the file that the plays are about. */
export function noteAt(key: string, line: number) {
  return { key, path: 'cluster.yaml', startLine: line, line, body: `Words of ${key}.` };
}

const followUp = { key: 'f1', title: 'A database has no backups', body: 'Nothing backs it up.', labels: ['backup'] };
const known = ['needs-fix', 'qa', 'approved'].map((name) => ({
  name: `status:${name}`,
  color: '00ff00',
  description: 'Set by backlint',
}));
