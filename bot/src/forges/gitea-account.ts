import { type GiteaOptions, giteaForge } from '@backlint/forge/gitea/gitea-forge';
import { once } from '@backlint/forge/http/once';
import type { Seal } from '../commands/seal.ts';
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
  readonly seal: Seal;
  readonly pacing: Omit<Pacing, 'account' | 'betweenWrites'>;
}

const betweenWrites = 200;

/** Forgejo or Gitea as a user of it. */
export function giteaAccount(options: GiteaAccountOptions): ConnectedForge {
  const { name, url, token, repositories, seal, pacing } = options;
  const connect = (signal: AbortSignal, as: Pick<GiteaOptions, 'login'>) => {
    const surroundings = surroundingsOf({ ...pacing, account: name, betweenWrites }, signal);
    return giteaForge({ url: `${url}/api/v1`, token, surroundings, ...as });
  };
  const readLogin = once(async () => options.login ?? (await connect(new AbortController().signal, {})).readLogin());
  const forge = async (signal: AbortSignal) => connect(signal, { login: await readLogin() });
  const named = repositories.filter((pattern) => !pattern.endsWith('/*'));
  return {
    name,
    kind: 'gitea',
    seal,
    readLogin,
    async forgeFor(repository, signal) {
      return isListed(repository, repositories) ? forge(signal) : undefined;
    },
    async listRepositories(signal) {
      const fixed = named.map((one) => one.split('/')).map(([owner = '', repository = '']) => ({ owner, repository }));
      // Tokens for single repositories may not list any.
      if (named.length === repositories.length) return fixed;
      const all = await (await forge(signal)).listRepositories();
      return [...fixed, ...all.filter((one) => isListed(one, repositories) && !isListed(one, named))];
    },
  };
}
