import { postureChanges } from '@backlint/report/posture/posture-changes';
import { postureSentences } from '@backlint/report/posture/render-posture-changes';
import type { Report } from '@backlint/report/report';
import type { ChangedFile } from '@backlint/review/diff/changed-file';
import { planReview } from '@backlint/review/plan-review';
import type { PullRequest } from '@backlint/review/pull-request';
import type { Review } from '@backlint/review/review';
import type { SourceTree } from '@backlint/source/source-tree';
import { check } from './check.ts';
import type { LoadedConfiguration } from './configuration/load-configuration.ts';
import { type GrantedWaiver, withGranted } from './granted-waivers.ts';
import { readModel, summariesOf } from './survey/survey.ts';

/** A change to be reviewed: its two sides, and what is said of it. */
export interface ReviewedChange {
  readonly base: SourceTree;
  readonly head: SourceTree;
  readonly files: readonly ChangedFile[];
  readonly pullRequest: PullRequest;
  /** What of the change could not be looked at, in sentences. */
  readonly unseen?: readonly string[];
  /** What was decided on the pull request itself. */
  readonly granted?: readonly GrantedWaiver[];
}

/** The review of a change, and what is found at its head. */
export interface ChangeReview {
  readonly review: Review;
  readonly report: Report;
}

/**
 * Judges both sides of a change by one configuration, and reviews what lies between them. The base is judged as a change
 * of nothing, so that whatever rules about changes find at the head is brought by it.
 */
export function reviewChange(
  { base, head, files, pullRequest, unseen = [], granted = [] }: ReviewedChange,
  { rules, waivers, tiers, model, chooseFiles, configuration }: LoadedConfiguration,
  now: Date,
): ChangeReview {
  const read = (tree: SourceTree) => readModel(chooseFiles(tree), { ...model, now });
  const [before, after] = [read(base), read(head)];
  const judge = (tree: SourceTree) =>
    withGranted(check(chooseFiles(tree), { ...model, rules, waivers, tiers, now, before }), granted, now);
  const report = judge(head);
  const review = planReview({
    base: judge(base),
    head: report,
    files,
    pullRequest,
    unseen,
    conventions: configuration.review ?? {},
    postureChanges: postureSentences(postureChanges(summariesOf(before.model, now), summariesOf(after.model, now))),
  });
  return { review, report };
}
