import type { Verdict } from '@backlint/forge/writing';
import { waiversIn } from '../commands/requests.ts';
import type { Question } from '../engine/question.ts';
import { answerAbout } from '../files/answer-about.ts';
import { commitReader } from '../files/read-commit.ts';
import type { Work } from '../work.ts';
import type { Context } from './context.ts';
import { configurationIn, notAllFiles } from './read-change.ts';
import { readRequestsOf } from './standing.ts';

/** A commit that a merge queue would merge. */
export type MergeGroup = Extract<Work, { readonly kind: 'merge-group' }>;

/**
 * Tells a merge queue whether its commit brings an error that was not there before: two changes that are fine by themselves may
 * not be together. What each change is held to by itself, its own verdict has said; what was waived there is waived here.
 */
export async function reconcileMergeGroup(group: MergeGroup, context: Context): Promise<void> {
  const { forge, isDryRun, log } = context;
  const known = await forge.readVerdict(group, group.headCommit, 'backlint');
  if (known && known.state !== 'pending') return;
  const verdict = await verdictOn(group, context);
  if (isDryRun) log.info({ group, verdict }, 'this would be published');
  else await forge.writeVerdict(group, group.headCommit, verdict);
}

async function verdictOn(group: MergeGroup, context: Context): Promise<Verdict> {
  const { forge, forgeName, cache, now } = context;
  const { number, baseCommit, headCommit } = group;
  const reader = commitReader(forge, group, { where: `${forgeName}/${group.owner}/${group.repository}`, cache });
  const base = await reader.readFiles(baseCommit);
  const head = await reader.readFiles(headCommit);
  const isComplete = base.isComplete && head.isComplete;
  const question: Question = {
    now: now().toISOString(),
    base: base.files,
    head: head.files,
    configuration: configurationIn(base.files),
    files: [],
    pullRequest: { title: '', body: '', branch: headCommit, labels: [], isDraft: false, isByBot: true },
    unseen: isComplete ? [] : [notAllFiles],
    granted: number === undefined ? [] : waiversIn(await readRequestsOf({ ...group, number }, context)),
    headCommit,
    stamp: headCommit,
    wishes: [],
  };
  const answer = await answerAbout(question, reader, context);
  const isWrong = answer.kind === 'misconfigured';
  const introduced = isWrong ? [] : answer.findings.filter(({ isOwn, severity }) => isOwn && severity === 'error');
  if (isWrong) return { name: 'backlint', state: 'error', title: 'Not checked: the configuration is wrong' };
  if (!isComplete)
    return { name: 'backlint', state: 'failure', title: 'Not checked: the forge does not list all files' };
  const [first] = introduced;
  if (!first) return { name: 'backlint', state: 'success', title: 'Merging this brings no error' };
  return { name: 'backlint', state: 'failure', title: `Merging this would bring: ${first.message}` };
}
