import type { PullRequestAt, RepositoryAt } from '@backlint/forge/pull-request-state';

/**
 * Something that the bot should look at again. It says where to look and never what is there: whoever works on it asks
 * the forge, so that hints may be lost, doubled or out of order.
 */
export type Work =
  /** A pull request may have changed. */
  | ({ readonly kind: 'pull-request' } & PullRequestAt & OnForge)
  /** Something that all open pull requests of a repository depend on may have changed, or time has passed. */
  | ({ readonly kind: 'repository' } & RepositoryAt & OnForge)
  /** Somebody asks GitHub to run the check of a commit again, whether anything has changed or not. */
  | ({ readonly kind: 'rerun'; readonly headCommit: string } & RepositoryAt & OnForge)
  /** GitHub's merge queue asks about a commit that it would merge, for the pull request of this number where it names one. */
  | ({
      readonly kind: 'merge-group';
      readonly number?: number;
      readonly baseCommit: string;
      readonly headCommit: string;
    } & RepositoryAt &
      OnForge);

interface OnForge {
  /** The name that the configuration gives the forge. */
  readonly forge: string;
}

/** What makes two pieces of work the same; forges ignore the case of names. */
export function keyOf(work: Work): string {
  const where = `${work.forge}/${work.owner}/${work.repository}`.toLowerCase();
  if (work.kind === 'pull-request') return `${where}#${work.number}`;
  if (work.kind === 'repository') return where;
  return `${where}${work.kind === 'rerun' ? '!' : '@'}${work.headCommit}`;
}
