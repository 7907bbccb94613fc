import { closedIssues, dependenciesIn } from '@backlint/review/conventions/related-issues';
import type { PullRequest } from '@backlint/review/pull-request';
import type { Forge } from './forge.ts';
import type { RepositoryAt } from './pull-request-state.ts';

/** More issues than these nobody waits for. */
const mostIssues = 10;

/** What a forge knows of the issues that the body of a pull request names: the one that it is for, and whether others are done. */
export async function readRelatedIssues(
  forge: Pick<Forge, 'readIssue'>,
  at: RepositoryAt,
  body: string,
): Promise<Pick<PullRequest, 'issue' | 'issueStates'>> {
  const [own] = closedIssues(body);
  const issue = own === undefined ? undefined : await forge.readIssue(at, own);
  const text = issue && `# ${issue.title}\n\n${issue.body}`;
  const states: Record<number, 'open' | 'closed'> = {};
  for (const number of dependenciesIn(`${text ?? ''}\n${body}`).slice(0, mostIssues)) {
    const found = await forge.readIssue(at, number);
    if (found) states[number] = found.state;
  }
  return { ...(text === undefined ? {} : { issue: text }), issueStates: states };
}
