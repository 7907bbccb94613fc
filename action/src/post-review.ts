import type { Forge } from '@backlint/forge/forge';
import { ForgeError } from '@backlint/forge/forge-error';
import { publicationOf, type StatusLabelNames } from '@backlint/forge/publish/publication-of';
import { publishReview } from '@backlint/forge/publish/publish-review';
import type { PullRequestAt } from '@backlint/forge/pull-request-state';
import type { Review } from '@backlint/review/review';
import type { Inputs } from './inputs.ts';
import type { EventPullRequest, RunnerFacts } from './runner-facts.ts';

const usualLabels = { needsFix: 'status:needs-fix', qa: 'status:qa', approved: 'status:approved' };

/** What posting needs besides the review. */
interface Posting {
  readonly pullRequest: EventPullRequest;
  readonly facts: RunnerFacts;
  readonly inputs: Inputs;
  /** The names of labels that the configuration gives. */
  readonly labels?: StatusLabelNames | undefined;
}

/**
 * Posts a review as far as the token may, and says how that ended: `posted`, or why not. A token that may not post is
 * nothing wrong: those of forks never may.
 */
export async function postReview(
  forge: Forge,
  at: PullRequestAt,
  review: Review,
  { pullRequest, facts, inputs, labels = usualLabels }: Posting,
): Promise<string> {
  const publication = publicationOf(review, {
    headCommit: pullRequest.headCommit,
    stamp: `action-${pullRequest.baseCommit}-${pullRequest.headCommit}`,
    opensFollowUps: inputs.followUps,
    ...(facts.runUrl === undefined ? {} : { url: facts.runUrl }),
    ...(inputs.labels ? { labels } : {}),
  });
  try {
    const { outcome, refused } = await publishReview(forge, at, publication);
    if (outcome === 'head-moved') return 'the branch has moved on, and its next run reviews it';
    if (outcome === 'closed') return 'the pull request is closed';
    const lost = refused.filter(({ what }) => what === 'review');
    return lost.length === 0 ? 'posted' : lost.map(({ why }) => why).join(' ');
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return error.message;
  }
}
