import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { postureChanges } from '@backlint/report/posture/posture-changes';
import { postureSentences } from '@backlint/report/posture/render-posture-changes';
import { planReview } from '@backlint/review/plan-review';
import { renderReview } from '@backlint/review/render-review';
import { rules as allRules } from '@backlint/rules/rules';
import type { SourceTree } from '@backlint/source/source-tree';
import { check } from '../check.ts';
import { usesColor } from '../color.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { exitCodes } from '../exit-codes.ts';
import { commitTrees } from '../git/commit-trees.ts';
import { markdownForTerminal } from '../markdown-for-terminal.ts';
import type { Shell } from '../shell.ts';
import { posturesIn } from '../survey/survey.ts';
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
  const { rules, waivers, tiers, model } = loaded;
  const judge = (tree: SourceTree) =>
    check(loaded.chooseFiles(tree), { ...model, rules, waivers, tiers, now: shell.now });
  const survey = (tree: SourceTree) => posturesIn(loaded.chooseFiles(tree), { ...model, now: shell.now });
  const review = planReview({
    base: judge(base),
    head: judge(head),
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
    conventions: loaded.configuration.review ?? {},
    postureChanges: postureSentences(postureChanges(survey(base), survey(head))),
  });
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
