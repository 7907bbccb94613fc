import { checkedName } from '../http/checked-name.ts';
import type { PullRequestAt, RepositoryAt } from '../pull-request-state.ts';

/** A repository as GitHub's calls name it. */
export function repositoryOf({ owner, repository }: RepositoryAt) {
  return { owner: checkedName(owner), repo: checkedName(repository) };
}

/** A pull request as GitHub's calls on pull requests name it. */
export function pullOf(at: PullRequestAt) {
  return { ...repositoryOf(at), pull_number: at.number };
}

/** A pull request as GitHub's calls on issues name it. */
export function issueOf(at: PullRequestAt) {
  return { ...repositoryOf(at), issue_number: at.number };
}
