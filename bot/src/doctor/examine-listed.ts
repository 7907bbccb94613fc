import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import { isListed } from '../forges/is-listed.ts';
import { missing, note, right, type Statement } from './statement.ts';

/** Compares the repositories that an account is there for with those that the configuration lists. */
export function examineListed(
  found: readonly RepositoryAt[],
  patterns: readonly string[],
  remedy: string,
): readonly Statement[] {
  const names = (repositories: readonly RepositoryAt[]) => shortList(repositories.map(nameOf));
  const listed = found.filter((one) => isListed(one, patterns));
  const others = found.filter((one) => !isListed(one, patterns));
  const empty = patterns.filter((pattern) => !found.some((one) => isListed(one, [pattern])));
  return [
    ...(listed.length === 0 ? [] : [right(`It works for ${names(listed)}`)]),
    ...empty.map((pattern) => missing(`\`repositories\` lists ${pattern}, and it is not there for any such`, remedy)),
    ...(others.length === 0
      ? []
      : [
          note(
            `It could work for ${names(others)} too, which \`repositories\` does not list and which it leaves alone`,
          ),
        ]),
  ];
}

/** A repository as people write it. */
export function nameOf({ owner, repository }: RepositoryAt): string {
  return `${owner}/${repository}`;
}

/** The first names, and how many more there are. */
export function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
