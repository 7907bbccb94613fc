import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { planReview } from '@backlint/review/plan-review';
import { renderReview } from '@backlint/review/render-review';
import { check } from '../check.ts';
import { usesColor } from '../color.ts';
import { exitCodes } from '../exit-codes.ts';
import { commitTrees } from '../git/commit-trees.ts';
import { markdownForTerminal } from '../markdown-for-terminal.ts';
import { postureChanges } from '../posture/posture-changes.ts';
import { posturesIn } from '../posture/posture-summary.ts';
import { postureSentences } from '../posture/render-posture-changes.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';

/** The options of `backlint review`, as commander hands them over. */
export interface ReviewCommandOptions {
  readonly base?: string;
  readonly head?: string;
  readonly prBody?: string;
  readonly color?: boolean;
}

/** `backlint review`: the review of the local branch, before anyone pushes it. */
export function reviewCommand(options: ReviewCommandOptions, shell: Shell): number {
  const trees = commitTrees(shell.cwd, options);
  if ('message' in trees) return usageError(shell, trees.message);
  const { base, head, change } = trees;
  const body = readBody(options.prBody, shell.cwd);
  if ('message' in body) return usageError(shell, body.message);
  const review = planReview({
    base: check(base, { now: shell.now }),
    head: check(head, { now: shell.now }),
    files: change.files,
    pullRequest: {
      title: change.branch,
      body: body.text,
      branch: change.branch,
      labels: [],
      isDraft: false,
      isByBot: false,
    },
    conventions: {},
    postureChanges: postureSentences(postureChanges(posturesIn(base, shell.now), posturesIn(head, shell.now))),
  });
  const text = renderReview(review);
  shell.stdout.write(usesColor(shell.stdout, shell, options.color) ? markdownForTerminal(text) : text);
  return review.verdict === 'APPROVED' ? exitCodes.passed : exitCodes.failed;
}

function readBody(path: string | undefined, cwd: string): { readonly text: string } | { readonly message: string } {
  if (path === undefined) return { text: '' };
  try {
    return { text: readFileSync(resolve(cwd, path), 'utf8') };
  } catch (error) {
    return { message: `"${path}" cannot be read (${error instanceof Error && 'code' in error ? error.code : error}).` };
  }
}
