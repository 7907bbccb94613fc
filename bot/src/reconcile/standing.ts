import type { PullRequestAt, PullRequestState } from '@backlint/forge/pull-request-state';
import type { PullRequest } from '@backlint/review/pull-request';
import { version } from 'backlint/version';
import { type Requests, readRequests, rechecksIn, waiversIn } from '../commands/requests.ts';
import type { Question } from '../engine/question.ts';
import type { Context } from './context.ts';
import { readSides, type Sides } from './read-change.ts';
import { stampOf } from './stamp.ts';

/** How a pull request stands, before anything is judged. */
export interface Standing {
  readonly state: PullRequestState;
  readonly sides: Sides;
  readonly requests: Requests;
}

/** What of a question people have decided, and the stamp of everything that decides. */
export type Decided = Pick<Question, 'granted' | 'stamp' | 'pullRequest'>;

/** Reads how a pull request stands; undefined where it is closed. */
export async function readStanding(at: PullRequestAt, context: Context): Promise<Standing | undefined> {
  const { forge } = context;
  const told = await forge.readPullRequest(at);
  if (told.state !== 'open') return undefined;
  const state = { ...told, baseCommit: await forge.readBaseTip(at, told) };
  return { state, sides: await readSides(at, state, context), requests: await readRequestsOf(at, context) };
}

/** Reads the commands in the comments of a pull request. */
export async function readRequestsOf(at: PullRequestAt, { forge, seal }: Context): Promise<Requests> {
  return readRequests(await forge.listComments(at), await forge.readLogin(), seal);
}

/** What decides about the review of a pull request that stands so. */
export function decidedBy({ state, sides, requests }: Standing): Decided {
  const { number, title, body, branch, labels, isDraft, isByBot, headCommit } = state;
  const { mergeBase, configuration, issues } = sides;
  const pullRequest: PullRequest = { number, title, body, branch, labels, isDraft, isByBot, ...issues };
  const granted = waiversIn(requests);
  const rechecks = rechecksIn(requests);
  const stamp = stampOf({ version: version(), headCommit, mergeBase, configuration, pullRequest, granted, rechecks });
  return { granted, stamp, pullRequest };
}
