import type { Queue } from '../queue/queue.ts';
import type { Work } from '../work.ts';
import type { Context } from './context.ts';

/** The check of a commit that somebody wants to see run again. */
export type Rerun = Extract<Work, { readonly kind: 'rerun' }>;

/**
 * Takes the verdict on a commit back, and asks for the pull requests that propose it: what is pending is worked out by whoever
 * comes to it. Found by the commit, since GitHub names no pull request from a fork.
 */
export async function rerunCheck(rerun: Rerun, queue: Queue, { forge, isDryRun }: Context): Promise<void> {
  const { owner, repository, headCommit } = rerun;
  const proposing = (await forge.listOpenPullRequests(rerun)).filter((one) => one.headCommit === headCommit);
  if (proposing.length === 0) return;
  const verdict = { name: 'backlint', state: 'pending', title: 'Looking again' } as const;
  if (!isDryRun) await forge.writeVerdict(rerun, headCommit, verdict);
  for (const { number } of proposing) {
    await queue.ask({ kind: 'pull-request', forge: rerun.forge, owner, repository, number });
  }
}
