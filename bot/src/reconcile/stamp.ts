import { createHash } from 'node:crypto';
import type { PullRequest } from '@backlint/review/pull-request';
import type { GrantedWaiver } from 'backlint/granted-waivers';
import type { TreeFile } from '../engine/question.ts';

/** Everything that decides about a review. */
export interface Deciding {
  readonly version: string;
  readonly headCommit: string;
  readonly mergeBase: string;
  readonly configuration: readonly TreeFile[];
  readonly pullRequest: PullRequest;
  readonly granted: readonly GrantedWaiver[];
  /** The comments that asked to look again. */
  readonly rechecks: readonly number[];
}

/** What a review was made from, as one word: where it is the same, so is the review. */
export function stampOf({ headCommit, pullRequest, ...more }: Deciding): string {
  const { title, body, branch, labels, isDraft, isByBot, issue, issueStates } = pullRequest;
  const facts = {
    ...more,
    headCommit,
    title,
    body,
    branch,
    labels: [...labels].sort(),
    isDraft,
    isByBot,
    issue,
    issueStates,
  };
  return `${headCommit.slice(0, 12)}-${createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32)}`;
}
