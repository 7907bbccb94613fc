import type { RunnerFacts } from './runner-facts.ts';

/** Events whose workflows have secrets and rights while anybody can set them off. */
const powerful: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run', 'issue_comment']);

/** How an event is judged: a pull request by its two sides, anything else by the files of the checkout; or not at all. */
export type JudgedEvent =
  | { readonly kind: 'pull-request' }
  | { readonly kind: 'checkout' }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * With rights, a stranger's files are read as data, from git's store or from the forge, and never from a folder: nothing
 * may stand there that somebody else runs.
 */
export function judgedEvent({ eventName, pullRequest }: RunnerFacts): JudgedEvent {
  if (pullRequest) return { kind: 'pull-request' };
  if (powerful.has(eventName)) {
    return {
      kind: 'refused',
      message: `The event ${eventName} brings no pull request that could be reviewed safely. Use pull_request.`,
    };
  }
  return { kind: 'checkout' };
}
