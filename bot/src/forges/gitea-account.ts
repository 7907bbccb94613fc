import { type GiteaOptions, giteaForge } from '@backlint/forge/gitea/gitea-forge';
import type { ConnectedForge } from './connected-forge.ts';
import { isListed } from './is-listed.ts';
import { type Pacing, surroundingsOf } from './surroundings.ts';

/** An account on Forgejo or Gitea, by its token. */
export interface GiteaAccountOptions {
  readonly name: string;
  /** The server's own address, without `/api/v1`. */
  readonly url: string;
  readonly token: string;
  /** The login of the token, for tokens that may not ask. */
  readonly login?: string | undefined;
  /** The repositories to work for, as `owner/name` or `owner/*`. */
  readonly repositories: readonly string[];
  readonly pacing: Omit<Pacing, 'account' | 'betweenWrites'>;
}

const betweenWrites = 200;

/** Forgejo or Gitea as a user of it. */
export function giteaAccount({ name, url, token, login, repositories, pacing }: GiteaAccountOptions): ConnectedForge {
  const forge = (signal: AbortSignal) => {
    const surroundings = surroundingsOf({ ...pacing, account: name, betweenWrites }, signal);
    const options: GiteaOptions = { url: `${url.replace(/\/+$/, '')}/api/v1`, token, surroundings };
    return giteaForge(login === undefined ? options : { ...options, login });
  };
  const never = () => new AbortController().signal;
  const named = repositories.filter((pattern) => !pattern.endsWith('/*')).map((one) => one.split('/'));
  return {
    name,
    kind: 'gitea',
    readLogin: async () => (await forge(never())).readLogin(),
    async forgeFor(repository, signal) {
      return isListed(repository, repositories) ? forge(signal) : undefined;
    },
    async listRepositories(signal) {
      const fixed = named.map(([owner = '', repository = '']) => ({ owner, repository }));
      // Tokens for single repositories may not list any.
      if (named.length === repositories.length) return fixed;
      const all = await (await forge(signal)).listRepositories();
      const isNamed = (one: { owner: string; repository: string }) =>
        fixed.some(({ owner, repository }) => owner === one.owner && repository === one.repository);
      return [...fixed, ...all.filter((one) => isListed(one, repositories) && !isNamed(one))];
    },
  };
}
