import { type GiteaApi, giteaApi, repositoryPath } from '@backlint/forge/gitea/gitea-api';
import { giteaForge } from '@backlint/forge/gitea/gitea-forge';
import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import { z } from 'zod';
import type { ForgeConfiguration } from '../configuration/schema.ts';
import { isListed } from '../forges/is-listed.ts';
import { examineListed, nameOf, shortList } from './examine-listed.ts';
import { examineRepository } from './examine-repository.ts';
import { examineVersion } from './examine-version.ts';
import { impatience, outcomeOf } from './outcome.ts';
import { missing, note, right, type Statement } from './statement.ts';

type Gitea = Extract<ForgeConfiguration, { kind: 'forgejo' | 'gitea' }>;

/** Looks at an account on Forgejo or Gitea: who it is, what its token may do, and each of its repositories. */
export async function* examineGitea(configuration: Gitea): AsyncGenerator<Statement> {
  const { token, login, name } = configuration;
  const options = { token, url: `${configuration.url}/api/v1`, surroundings: impatience };
  const api = giteaApi(options);
  const version = await outcomeOf(api.readVersion());
  if (version.kind === 'refused' && version.reason !== 'unauthorized') {
    yield missing(
      `There is no answer as of a Forgejo or Gitea (${version.message})`,
      'See that `url` is the address of the server itself, without /api/v1, and that this machine reaches it.',
    );
    return;
  }
  if (version.kind === 'answer') yield examineVersion(version.answer);
  const account = await examineAccount(api, login);
  yield account.statement;
  if (!account.isTaken) return;
  const repositories: RepositoryAt[] = [];
  yield* findRepositories(options, configuration.repositories, repositories);
  const set: RepositoryAt[] = [];
  const visible: RepositoryAt[] = [];
  for (const at of repositories) {
    const { statements, isVisible } = await examineRepository(api, at, name);
    yield* statements;
    if (isVisible) visible.push(at);
    if (statements.every(({ kind }) => kind !== 'missing')) set.push(at);
  }
  if (set.length > 0) yield right(`It can work for ${shortList(set.map(nameOf))}`);
  if (visible[0]) yield* await examineScopes(api, visible[0]);
}

async function examineAccount(api: GiteaApi, login: string | undefined) {
  const asked = await outcomeOf(api.read(z.object({ login: z.string() }), '/user'));
  if (asked.kind === 'answer') {
    const { login: own } = asked.answer;
    const isOther = login !== undefined && login.toLowerCase() !== own.toLowerCase();
    return {
      isTaken: true,
      statement: isOther
        ? missing(
            `The token is that of ${own}, and \`login\` says ${login}`,
            `Set \`login\` to ${own}, or leave it out.`,
          )
        : right(`The token is that of ${own}`),
    };
  }
  if (asked.reason !== 'forbidden') {
    const remedy = 'Make the account a new token, with `write:repository`, `write:issue` and `read:user`.';
    return { isTaken: false, statement: missing(`The token is not taken (${asked.message})`, remedy) };
  }
  const statement =
    login === undefined
      ? missing('The token may not ask whose it is', 'Give it `read:user`, or set `login`.')
      : note(`The token may not ask whose it is, so it is taken for that of ${login}, as \`login\` says`);
  return { isTaken: true, statement };
}

/** Adds those that are named, and those of owners of whom all are meant. */
async function* findRepositories(
  options: Parameters<typeof giteaForge>[0],
  patterns: readonly string[],
  repositories: RepositoryAt[],
): AsyncGenerator<Statement> {
  const named = patterns.filter((pattern) => !pattern.endsWith('/*'));
  const owners = patterns.filter((pattern) => pattern.endsWith('/*'));
  repositories.push(...named.map((one) => ({ owner: one.split('/')[0] ?? '', repository: one.split('/')[1] ?? '' })));
  if (owners.length === 0) return;
  const list = await outcomeOf(giteaForge(options).then((forge) => forge.listRepositories()));
  if (list.kind === 'refused') {
    yield missing(
      `The token may not list repositories, which ${owners.join(' and ')} needs (${list.message})`,
      'Give it `read:user`, or name each repository.',
    );
    return;
  }
  const listed = list.answer.filter((one) => isListed(one, owners));
  const comparison = examineListed(listed, owners, 'Add the account to them, with the right to write.');
  yield* comparison.filter(({ kind }) => kind === 'missing');
  repositories.push(...listed.filter((one) => !isListed(one, named)));
}

/** No issue, pull request or comment has this number. */
const nothing = Number.MAX_SAFE_INTEGER;

/**
 * Tokens do not tell what they are for. So these ask to change something that is not there: whoever may change such things hears
 * that there is none.
 */
async function examineScopes(api: GiteaApi, at: RepositoryAt): Promise<readonly Statement[]> {
  const path = repositoryPath(at);
  const probes = [
    ['write:issue', 'PATCH', `${path}/issues/comments/${nothing}`, { body: 'backlint' }],
    ['write:repository', 'POST', `${path}/pulls/${nothing}/reviews`, { event: 'COMMENT', body: 'backlint' }],
  ] as const;
  const statements: Statement[] = [];
  for (const [scope, method, address, body] of probes) {
    const asked = await outcomeOf(api.write(z.unknown(), method, address, body));
    if (asked.kind === 'refused' && asked.reason === 'not-found') statements.push(right(`The token has \`${scope}\``));
    else if (asked.kind === 'refused' && asked.reason === 'forbidden') {
      statements.push(
        missing(`The token has no \`${scope}\``, 'Make a new one that has; scopes of tokens stay as they are.'),
      );
    } else statements.push(note(`Whether the token has \`${scope}\` is not clear`));
  }
  return statements;
}
