import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import type { Queue } from '../queue/queue.ts';
import type { Context } from './context.ts';
import { seenOf } from './settled-memory.ts';

/** Finds the open pull requests that may not stand as they should, and asks for each; answers with how many. */
export async function reconcileRepository(at: RepositoryAt, queue: Queue, context: Context): Promise<number> {
  const { forge, forgeName, settled, now } = context;
  let asked = 0;
  for (const state of await forge.listOpenPullRequests(at)) {
    const { owner, repository } = at;
    const known = settled.get(`${forgeName}/${owner}/${repository}#${state.number}`);
    if (known?.seen === seenOf(state, now())) continue;
    await queue.ask({ kind: 'pull-request', forge: forgeName, owner, repository, number: state.number });
    asked++;
  }
  return asked;
}
