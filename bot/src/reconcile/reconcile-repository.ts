import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import type { Queue } from '../queue/queue.ts';
import type { Context } from './context.ts';
import { isSeen, settledKey } from './settled-memory.ts';

/** Finds the open pull requests that may not stand as they should, and asks for each. */
export async function reconcileRepository(
  at: RepositoryAt,
  queue: Pick<Queue, 'ask'>,
  context: Context,
): Promise<void> {
  const { forge, forgeName, settled, now } = context;
  const tips = new Map<string, string>();
  for (const state of await forge.listOpenPullRequests(at)) {
    const { owner, repository } = at;
    const { number, baseBranch } = state;
    const baseCommit = tips.get(baseBranch) ?? (await forge.readBaseTip(at, state));
    tips.set(baseBranch, baseCommit);
    const known = settled.get(settledKey(forgeName, { owner, repository, number }));
    if (isSeen(known, { ...state, baseCommit }, now())) continue;
    await queue.ask({ kind: 'pull-request', forge: forgeName, owner, repository, number });
  }
}
