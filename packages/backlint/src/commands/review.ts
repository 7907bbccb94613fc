import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { planReview } from '@backlint/review/plan-review';
import { renderReview } from '@backlint/review/render-review';
import { check } from '../check.ts';
import { usesColor } from '../color.ts';
import { exitCodes } from '../exit-codes.ts';
import { branchChange } from '../git/branch-change.ts';
import { gitTree } from '../git/git-tree.ts';
import { markdownForTerminal } from '../markdown-for-terminal.ts';
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
  const change = branchChange(shell.cwd, options);
  if ('message' in change) return usageError(shell, change.message);
  const body = readBody(options.prBody, shell.cwd);
  if ('message' in body) return usageError(shell, body.message);
  const trees = [change.base, change.head].map((commit) => gitTree(change.root, commit));
  const [base, head] = trees;
  if (!base || !head || 'message' in base || 'message' in head) {
    const problem = trees.find((tree) => 'message' in tree);
    return usageError(shell, problem && 'message' in problem ? problem.message : 'git failed');
  }
  const options_ = { now: shell.now };
  const review = planReview({
    base: check(base, options_),
    head: check(head, options_),
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
