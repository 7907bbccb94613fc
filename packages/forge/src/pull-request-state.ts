import type { PullRequest } from '@backlint/review/pull-request';

/** A repository, by the names in its address. */
export interface RepositoryAt {
  readonly owner: string;
  readonly repository: string;
}

/** A pull request, by its number in the repository that it is for. */
export interface PullRequestAt extends RepositoryAt {
  readonly number: number;
}

/** Somebody who can write: a person, a bot or an app. */
export interface Account {
  readonly id: number;
  readonly login: string;
}

/** What a forge says of a pull request at the moment it is asked. */
export interface PullRequestState extends PullRequest {
  readonly number: number;
  readonly author: Account;
  readonly state: 'open' | 'closed' | 'merged';
  /** Whether only members may still comment. */
  readonly isLocked: boolean;
  /** The commit that is proposed; what was read at another commit does not speak of this pull request any more. */
  readonly headCommit: string;
  /** Where the proposed branch is; undefined where that repository was deleted. */
  readonly headRepository: RepositoryAt | undefined;
  /** Whether the proposal comes from another repository, whose owner may be anybody. */
  readonly isFromFork: boolean;
  readonly baseBranch: string;
  /** The tip of the base branch when the forge last looked, which may be long ago: see `Forge.readBaseTip`. */
  readonly baseCommit: string;
  /** The page for people. */
  readonly url: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}
