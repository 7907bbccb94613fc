import { setTimeout as wait } from 'node:timers/promises';
import { ForgeError } from '@backlint/forge/forge-error';
import type { Publication, Published } from '@backlint/forge/publish/publication';
import { publishReview } from '@backlint/forge/publish/publish-review';
import type { PullRequestAt } from '@backlint/forge/pull-request-state';
import { answerRequests } from '../commands/answer-requests.ts';
import { openRequests, type Requests, rechecksIn } from '../commands/requests.ts';
import type { Question } from '../engine/question.ts';
import { answerAbout } from '../files/answer-about.ts';
import type { Context } from './context.ts';
import { failedPublication } from './failed-publication.ts';
import { readChange } from './read-change.ts';
import { isSettled, settledKey, settledWith } from './settled-memory.ts';
import { decidedBy, readRequestsOf, readStanding, type Standing } from './standing.ts';

/** How looking at a pull request ended; `moved`: somebody pushed meanwhile, and it has to be looked at again. */
export type Reconciled = 'published' | 'unchanged' | 'closed' | 'moved' | 'dry-run';

/**
 * Brings a pull request to show what backlint says of it now: reads what is there, answers commands, judges, and writes what
 * differs. It can be run at any time and as often as anybody likes; whatever was lost or done twice before, it ends in the
 * same state.
 */
export async function reconcilePullRequest(at: PullRequestAt, context: Context): Promise<Reconciled> {
  const { settled, log } = context;
  const found = await readStanding(at, context);
  if (!found) return 'closed';
  const standing = { ...found, requests: await settleRequests(at, found, context) };
  const { state, requests } = standing;
  const key = settledKey(context.forgeName, at);
  const { stamp } = decidedBy(standing);
  const known = settled.get(key);
  if (known && isSettled(known, stamp, context.now()) && known.verdict === (await verdictOn(at, standing, context))) {
    settled.set(key, settledWith(known.verdict, stamp, state, context.now()));
    return 'unchanged';
  }
  const publication = await publicationFor(at, standing, context);
  if (context.isDryRun) {
    log.info({ pullRequest: key, verdict: publication.verdict, body: publication.body }, 'this would be published');
    settled.set(key, settledWith(undefined, stamp, state, context.now()));
    return 'dry-run';
  }
  const outcome = await publish(at, publication, context);
  if (outcome !== 'published') return outcome === 'head-moved' ? 'moved' : outcome;
  await acknowledge(at, requests, context);
  settled.set(key, settledWith(publication.verdict?.state, stamp, state, context.now()));
  return 'published';
}

/**
 * Turns a pull request that could not be judged from green, and says why. Where it is `sure` that it would fail again, it is
 * left alone until something that decides about it changes.
 */
export async function giveUpPullRequest(
  at: PullRequestAt,
  { why, isSure }: { readonly why: string; readonly isSure: boolean },
  context: Context,
): Promise<void> {
  const { forge, settled, now } = context;
  const { headCommit, state } = await forge.readPullRequest(at);
  if (state !== 'open') return;
  const { verdict, ...words } = failedPublication(at.number, headCommit, why);
  // First of all, since what keeps the review from being made may keep words from being written.
  if (verdict) await forge.writeVerdict(at, headCommit, verdict);
  const outcome = await publish(at, words, context);
  if (!isSure || outcome !== 'published') return;
  const standing = await readStanding(at, context);
  if (standing?.state.headCommit !== headCommit) return;
  const { stamp } = decidedBy(standing);
  settled.set(settledKey(context.forgeName, at), settledWith('error', stamp, standing.state, now()));
}

async function publish(at: PullRequestAt, publication: Publication, context: Context): Promise<Published['outcome']> {
  const { forge, forgeName, log, signal } = context;
  const { outcome, refused, writes } = await publishReview(forge, at, publication, {
    wait: (milliseconds) => wait(milliseconds, undefined, { signal }),
  });
  const pullRequest = settledKey(forgeName, at);
  for (const { what, why } of refused) log.warn({ pullRequest, what, why }, 'the forge does not take this');
  log.info({ pullRequest, outcome, writes }, publication.verdict?.title ?? '');
  return outcome;
}

/** Answers what waits for an answer, and reads anew what that has changed. */
async function settleRequests(at: PullRequestAt, standing: Standing, context: Context): Promise<Requests> {
  const { forge, isDryRun } = context;
  const { state, requests } = standing;
  if (isDryRun) return requests;
  for (const id of requests.surplus) await forge.deleteComment(at, id);
  const open = openRequests(requests);
  if (open.length === 0) return requests;
  await answerRequests(at, state, open, { judge: (more) => judge(at, standing, context, more), context });
  return readRequestsOf(at, context);
}

async function judge(at: PullRequestAt, standing: Standing, context: Context, more: Pick<Question, 'wishes'>) {
  const { state, sides } = standing;
  const { headCommit } = state;
  const { configuration, reader } = sides;
  const change = await readChange(at, state, sides, context);
  const now = context.now().toISOString();
  const question: Question = { now, ...change, ...decidedBy(standing), ...more, configuration, headCommit };
  return answerAbout(question, reader, context);
}

async function publicationFor(at: PullRequestAt, standing: Standing, context: Context): Promise<Publication> {
  const { baseBranch, headCommit, isDraft } = standing.state;
  const answer = await judge(at, standing, context, { wishes: [] });
  if (answer.kind === 'misconfigured') {
    return failedPublication(at.number, headCommit, `the configuration of ${baseBranch} is wrong: ${answer.message}`);
  }
  const { publication } = answer;
  // A draft is not ready to be talked about line by line.
  return isDraft ? { ...publication, notes: [] } : publication;
}

/** What stands on the forge: somebody else may have written another verdict under our name. */
async function verdictOn(at: PullRequestAt, { state }: Standing, { forge }: Context) {
  return (await forge.readVerdict(at, state.headCommit, 'backlint'))?.state;
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
