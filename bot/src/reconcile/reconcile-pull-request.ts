import { setTimeout as wait } from 'node:timers/promises';
import { ForgeError } from '@backlint/forge/forge-error';
import type { Publication } from '@backlint/forge/publish/publication';
import { publishReview } from '@backlint/forge/publish/publish-review';
import type { PullRequestAt, PullRequestState } from '@backlint/forge/pull-request-state';
import type { PullRequest } from '@backlint/review/pull-request';
import { version } from 'backlint/version';
import { answerRequests } from '../commands/answer-requests.ts';
import { openRequests, type Requests, readRequests, rechecksIn, waiversIn } from '../commands/requests.ts';
import type { Question } from '../engine/question.ts';
import { answerAbout } from '../files/answer-about.ts';
import type { Context } from './context.ts';
import { failedPublication } from './failed-publication.ts';
import { readChange, readSides, type Sides } from './read-change.ts';
import { seenOf } from './settled-memory.ts';
import { stampOf } from './stamp.ts';

/** How looking at a pull request ended; `moved`: somebody pushed meanwhile, and it has to be looked at again. */
export type Reconciled = 'published' | 'unchanged' | 'closed' | 'moved' | 'dry-run';

/**
 * Brings a pull request to show what backlint says of it now: reads what is there, answers commands, judges, and writes what
 * differs. It can be run at any time and as often as anybody likes; whatever was lost or done twice before, it ends in the
 * same state.
 */
export async function reconcilePullRequest(at: PullRequestAt, context: Context): Promise<Reconciled> {
  const { forge, settled, now, log } = context;
  const state = await forge.readPullRequest(at);
  if (state.state !== 'open') return 'closed';
  const sides = await readSides(at, state, context);
  const requests = await settleRequests(at, state, sides, context);
  const decided = decidedBy(state, sides, requests);
  const key = `${context.forgeName}/${at.owner}/${at.repository}#${at.number}`;
  const mark = { stamp: decided.stamp, seen: seenOf(state, now()) };
  const known = settled.get(key);
  const isKnown = known?.stamp === mark.stamp && known.seen.slice(-10) === mark.seen.slice(-10);
  if (isKnown && (await hasVerdict(at, state, context))) {
    settled.set(key, mark);
    return 'unchanged';
  }
  const publication = await publicationFor(at, state, { sides, decided, context });
  if (context.isDryRun) {
    log.info({ pullRequest: key, verdict: publication.verdict, body: publication.body }, 'this would be published');
    return 'dry-run';
  }
  const published = await publishReview(forge, at, publication, {
    wait: (milliseconds) => pause(milliseconds, context),
  });
  for (const { what, why } of published.refused)
    log.warn({ pullRequest: key, what, why }, 'the forge does not take this');
  log.info(
    { pullRequest: key, outcome: published.outcome, writes: published.writes },
    publication.verdict?.title ?? '',
  );
  if (published.outcome === 'head-moved') return 'moved';
  if (published.outcome === 'closed') return 'closed';
  await acknowledge(at, requests, context);
  settled.set(key, mark);
  return 'published';
}

/** Answers what waits for an answer, and reads anew what that has changed. */
async function settleRequests(
  at: PullRequestAt,
  state: PullRequestState,
  sides: Sides,
  context: Context,
): Promise<Requests> {
  const { forge } = context;
  const login = await forge.readLogin();
  const read = async () => readRequests(await forge.listComments(at), login);
  const requests = await read();
  if (context.isDryRun) return requests;
  for (const id of requests.surplus) await forge.deleteComment(at, id);
  const open = openRequests(requests);
  if (open.length === 0) return requests;
  const judge = async (more: Pick<Question, 'wishes'>) =>
    answerAbout(
      await questionFor(at, state, { sides, decided: decidedBy(state, sides, requests), context }, more),
      sides.reader,
      context,
    );
  await answerRequests(at, state, open, { judge, context });
  return read();
}

type Decided = Pick<Question, 'granted' | 'stamp' | 'pullRequest'>;

function decidedBy(state: PullRequestState, { mergeBase, configuration, issues }: Sides, requests: Requests): Decided {
  const { number, title, body, branch, labels, isDraft, isByBot, headCommit } = state;
  const pullRequest: PullRequest = { number, title, body, branch, labels, isDraft, isByBot, ...issues };
  const granted = waiversIn(requests);
  const rechecks = rechecksIn(requests);
  const stamp = stampOf({ version: version(), headCommit, mergeBase, configuration, pullRequest, granted, rechecks });
  return { granted, stamp, pullRequest };
}

/** What a question is made of. */
interface Asking {
  readonly sides: Sides;
  readonly decided: Decided;
  readonly context: Context;
}

async function questionFor(
  at: PullRequestAt,
  state: PullRequestState,
  { sides, decided, context }: Asking,
  more: Pick<Question, 'wishes'>,
): Promise<Question> {
  const change = await readChange(at, state, sides, context);
  const { configuration } = sides;
  const { headCommit } = state;
  return { now: context.now().toISOString(), ...change, ...decided, ...more, configuration, headCommit };
}

async function publicationFor(at: PullRequestAt, state: PullRequestState, asking: Asking): Promise<Publication> {
  const question = await questionFor(at, state, asking, { wishes: [] });
  const answer = await answerAbout(question, asking.sides.reader, asking.context);
  if (answer.kind === 'misconfigured') {
    return failedPublication(
      at.number,
      state.headCommit,
      `the configuration of ${state.baseBranch} is wrong: ${answer.message}`,
    );
  }
  const { publication } = answer;
  // A draft is not ready to be talked about line by line.
  return state.isDraft ? { ...publication, notes: [] } : publication;
}

/** Somebody else may have overwritten the status, or it was never written. */
async function hasVerdict(at: PullRequestAt, { headCommit }: PullRequestState, { forge }: Context): Promise<boolean> {
  const verdict = await forge.readVerdict(at, headCommit, 'backlint');
  return verdict !== undefined && verdict.state !== 'pending';
}

/** Shows whoever asked to look again that it was done; that they see it is a courtesy, and fails nothing. */
async function acknowledge(at: PullRequestAt, requests: Requests, { forge }: Context): Promise<void> {
  const last = rechecksIn(requests).at(-1);
  if (last === undefined) return;
  try {
    await forge.react(at, last, '+1');
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
  }
}

function pause(milliseconds: number, { signal }: Context): Promise<void> {
  return wait(milliseconds, undefined, { signal });
}
