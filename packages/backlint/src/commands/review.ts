import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { renderReview } from '@backlint/review/render-review';
import { rules as allRules } from '@backlint/rules/rules';
import { usesColor } from '../color.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { exitCodes } from '../exit-codes.ts';
import { commitTrees } from '../git/commit-trees.ts';
import { markdownForTerminal } from '../markdown-for-terminal.ts';
import { reviewChange } from '../review-change.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';

/** The options of `backlint review`, as commander hands them over. */
export interface ReviewCommandOptions {
  readonly base?: string;
  readonly head?: string;
  readonly prBody?: string;
  readonly issue?: string;
  readonly dryRun?: boolean;
  /** A path, or false for none; absent looks for one. */
  readonly config?: string | false;
  readonly color?: boolean;
}

/** `backlint review`: the review of the local branch, before anyone pushes it. */
export async function reviewCommand(options: ReviewCommandOptions, shell: Shell): Promise<number> {
  const isAboutIssue = options.issue !== undefined && options.base === undefined && options.head === undefined;
  if (isAboutIssue) {
    const { reviewIssue } = await import('./review-issue.ts');
    return reviewIssue(options.issue ?? '', options, shell);
  }
  const trees = commitTrees(shell.cwd, options);
  if ('message' in trees) return usageError(shell, trees.message);
  const { base, head, change } = trees;
  const loaded = await loadConfiguration(allRules, options, { root: change.root, cwd: shell.cwd });
  if (loaded.kind === 'problem') return usageError(shell, loaded.message);
  const body = readBody(options.prBody, shell.cwd);
  if ('message' in body) return usageError(shell, body.message);
  const issue = readBody(options.issue, shell.cwd);
  if ('message' in issue) return usageError(shell, issue.message);
  const { review } = reviewChange(
    {
      base,
      head,
      files: change.files,
      pullRequest: {
        title: change.branch,
        body: body.text,
        branch: change.branch,
        labels: [],
        isDraft: false,
        isByBot: false,
        ...(options.issue === undefined ? {} : { issue: issue.text }),
      },
    },
    loaded,
    shell.now,
  );
  const text = renderReview(review);
  shell.stdout.write(usesColor(shell.stdout, shell, options.color) ? markdownForTerminal(text) : text);
  return review.verdict === 'APPROVED' ? exitCodes.passed : exitCodes.failed;
}

/** The text of a file that somebody names; nothing where nobody does. */
export function readBody(
  path: string | undefined,
  cwd: string,
): { readonly text: string } | { readonly message: string } {
  if (path === undefined) return { text: '' };
  try {
    return { text: readFileSync(resolve(cwd, path), 'utf8') };
  } catch (error) {
    return { message: `"${path}" cannot be read (${error instanceof Error && 'code' in error ? error.code : error}).` };
  }
}
