import { githubForge } from '@backlint/forge/github/github-forge';
import { forgeFetch } from '@backlint/forge/http/forge-fetch';
import { once } from '@backlint/forge/http/once';
import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import { LRUCache } from 'lru-cache';
import { pino } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import type { ConnectedForge } from './connected-forge.ts';
import { isListed } from './is-listed.ts';
import { type Pacing, surroundingsOf } from './surroundings.ts';

/** A GitHub App. */
export interface GitHubAppOptions {
  readonly name: string;
  /** Where the API is. */
  readonly url: string;
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The repositories to work for among those where the app is installed, as `owner/name`, `owner/*` or `*`. */
  readonly repositories: readonly string[];
  readonly pacing: Omit<Pacing, 'account' | 'betweenWrites'>;
}

/** GitHub asks for so much between writes. */
const betweenWrites = 1_000;
const perPage = 100;
const mostPages = 40;
/** Milliseconds for which the list of installations is believed, where it does not name a repository. */
const listedFor = 60_000;
/** Milliseconds: longer than a piece of work. */
const leftAtLeast = 10 * 60_000;

/** GitHub as an app that is installed in repositories. Probot knows who it is and gets its tokens. */
export function githubApp({ name, url, appId, privateKey, repositories, pacing }: GitHubAppOptions): ConnectedForge {
  const { wait, timeout } = pacing.patience;
  const never = new AbortController().signal;
  const probot = new Probot({
    appId,
    privateKey,
    baseUrl: url,
    // Webhooks do not come in through Probot; it would take `development` for their secret.
    secret: privateKey,
    log: pino({ level: 'silent' }),
    // What is worth repeating, this `fetch` repeats.
    Octokit: ProbotOctokit.defaults({ retry: { enabled: false }, throttle: { enabled: false } }),
    request: {
      fetch: forgeFetch({
        url,
        token: '',
        betweenWrites: 0,
        surroundings: { timeout, wait: (milliseconds) => wait(milliseconds, never) },
      }),
    },
  });
  const asApp = once(() => probot.auth());
  const readLogin = once(async () => {
    const { data } = await (await asApp()).rest.apps.getAuthenticated();
    return `${data?.slug}[bot]`;
  });
  const tokens = new LRUCache<string, { readonly token: string; readonly expiresAt: number }>({ max: 10_000 });
  const installations = new Map<string, number>();
  let listedAt = Number.NEGATIVE_INFINITY;

  /** A token for an installation, of one repository where it is named; minted again some minutes before it ends. */
  async function tokenOf(installation: number, repositoryName?: string): Promise<string> {
    const key = `${installation}/${repositoryName ?? ''}`;
    const known = tokens.get(key);
    if (known && known.expiresAt - Date.now() > leftAtLeast) return known.token;
    // Probot's own way to a token asks api.github.com, wherever the app is.
    const { data } = await (await asApp()).rest.apps.createInstallationAccessToken({
      installation_id: installation,
      ...(repositoryName === undefined ? {} : { repositories: [repositoryName] }),
    });
    tokens.set(key, { token: data.token, expiresAt: Date.parse(data.expires_at) });
    return data.token;
  }

  async function forgeWith(token: string, installationId: number, signal: AbortSignal) {
    const surroundings = surroundingsOf({ ...pacing, account: `${name}/${installationId}`, betweenWrites }, signal);
    return githubForge({ url, token, login: await readLogin(), verdictAs: 'check-run', surroundings });
  }

  async function listRepositories(signal: AbortSignal): Promise<readonly RepositoryAt[]> {
    const found: RepositoryAt[] = [];
    const known = new Map<string, number>();
    for (const id of await listInstallations()) {
      const forge = await forgeWith(await tokenOf(id), id, signal);
      for (const repository of await forge.listRepositories()) {
        if (!isListed(repository, repositories)) continue;
        known.set(keyOf(repository), id);
        found.push(repository);
      }
    }
    installations.clear();
    for (const [key, id] of known) installations.set(key, id);
    listedAt = Date.now();
    return found;
  }

  async function listInstallations(): Promise<readonly number[]> {
    const ids: number[] = [];
    const { rest } = await asApp();
    for (let page = 1; page <= mostPages; page++) {
      const { data } = await rest.apps.listInstallations({ page, per_page: perPage });
      ids.push(
        ...data.filter((one) => one.suspended_at === null || one.suspended_at === undefined).map(({ id }) => id),
      );
      if (data.length < perPage) break;
    }
    return ids;
  }

  return {
    name,
    kind: 'github',
    readLogin,
    listRepositories,
    async forgeFor(repository, signal) {
      if (!isListed(repository, repositories)) return undefined;
      if (!installations.has(keyOf(repository)) && Date.now() - listedAt > listedFor) await listRepositories(signal);
      const id = installations.get(keyOf(repository));
      return id === undefined ? undefined : forgeWith(await tokenOf(id, repository.repository), id, signal);
    },
  };
}

function keyOf({ owner, repository }: RepositoryAt): string {
  return `${owner}/${repository}`.toLowerCase();
}
