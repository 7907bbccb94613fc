import type { RepositoryAt } from '@backlint/forge/pull-request-state';

/** Whether a repository is one of `owner/name`, `owner/*` or `*`; forges ignore case in both. */
export function isListed({ owner, repository }: RepositoryAt, patterns: readonly string[]): boolean {
  const [first, second] = [owner.toLowerCase(), repository.toLowerCase()];
  return patterns.some((pattern) => {
    const wanted = pattern.toLowerCase();
    return wanted === '*' || wanted === `${first}/*` || wanted === `${first}/${second}`;
  });
}
