import type { Changes } from '@backlint/forge/forge';
import type { PullRequestAt, PullRequestState } from '@backlint/forge/pull-request-state';
import { readRelatedIssues } from '@backlint/forge/read-related-issues';
import type { PullRequest } from '@backlint/review/pull-request';
import { configurationPaths } from 'backlint/configuration/find-configuration';
import { usuallyRead } from 'backlint/usually-read';
import type { Question, TreeFile } from '../engine/question.ts';
import { linksAstray } from '../files/links-astray.ts';
import { type CommitReader, commitReader } from '../files/read-commit.ts';
import type { Context } from './context.ts';

/** Where the two sides of a pull request are. */
export interface Sides {
  readonly mergeBase: string;
  /** The configuration is that of the branch that the change is for: what it says itself decides nothing about it. */
  readonly configuration: readonly TreeFile[];
  /** What is known of the issues that it names. */
  readonly issues: Pick<PullRequest, 'issue' | 'issueStates'>;
  readonly reader: CommitReader;
}

/** Finds the sides of a pull request. */
export async function readSides(at: PullRequestAt, state: PullRequestState, context: Context): Promise<Sides> {
  const { forge, forgeName, cache } = context;
  const reader = commitReader(forge, at, { where: `${forgeName}/${at.owner}/${at.repository}`, cache });
  const mergeBase = await forge.readMergeBase(at, state);
  const { files } = await reader.readFiles(state.baseCommit);
  const issues = await readRelatedIssues(forge, at, state.body);
  return { mergeBase, configuration: configurationIn(files), issues, reader };
}

/** The files of a commit that may hold the configuration. */
export function configurationIn(files: readonly TreeFile[]): readonly TreeFile[] {
  const paths: readonly string[] = configurationPaths;
  return files.filter(({ path }) => paths.includes(path));
}

/** What is said where the forge lists some of a repository's files only. */
export const notAllFiles = 'The repository has more files than the forge lists, so not all of it was checked';

/** The part of a question that is about files, and what of them cannot be seen. */
export async function readChange(
  at: PullRequestAt,
  state: PullRequestState,
  { mergeBase, reader }: Sides,
  { forge }: Context,
): Promise<Pick<Question, 'base' | 'head' | 'files' | 'unseen'>> {
  const base = await reader.readFiles(mergeBase);
  const head = await reader.readFiles(state.headCommit);
  const changes = await forge.readChanges(at);
  const isAllThere = base.isComplete && head.isComplete;
  const astray = await linksAstray({ base, head }, reader);
  return { base: base.files, head: head.files, files: changes.files, unseen: unseenIn(isAllThere, changes, astray) };
}

function unseenIn(
  isAllThere: boolean,
  { isComplete, withoutLines }: Changes,
  astray: readonly string[],
): readonly string[] {
  const hidden = withoutLines.filter((path) => usuallyRead.test(path));
  return [
    ...(isAllThere ? [] : [notAllFiles]),
    ...(isComplete ? [] : ['The change has more files than the forge lists, so not all of it was checked']),
    ...(hidden.length === 0
      ? []
      : [`The forge does not show how ${hidden.slice(0, 5).join(', ')} changed, so not all of it was checked`]),
    ...astray.slice(0, 5).map((path) => `The link ${path} leads to what is not checked`),
  ];
}
