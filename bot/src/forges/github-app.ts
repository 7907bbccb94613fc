import { ForgeError } from '@backlint/forge/forge-error';
import { githubForge } from '@backlint/forge/github/github-forge';
import { once } from '@backlint/forge/http/once';
import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import { LRUCache } from 'lru-cache';
import type { Seal } from '../commands/seal.ts';
import { type AppIdentity, appClient } from './app-client.ts';
import type { ConnectedForge } from './connected-forge.ts';
import { type InstallationPermissions, readOnlyNames, workPermissions } from './installation-permissions.ts';
import { isListed } from './is-listed.ts';
import { type Pacing, surroundingsOf } from './surroundings.ts';

/** A GitHub App. */
export interface GitHubAppOptions extends AppIdentity {
  readonly name: string;
  /** The repositories to work for among those where the app is installed, as `owner/name`, `owner/*` or `*`. */
  readonly repositories: readonly string[];
  readonly seal: Seal;
  readonly pacing: Omit<Pacing, 'account' | 'betweenWrites'>;
  /** Told of an installation that cannot be looked through now, which keeps nobody from the others. */
  readonly onError: (error: unknown) => void;
}

/** GitHub asks for so much between writes. */
const betweenWrites = 1_000;
const perPage = 100;
const mostPages = 40;
/** Milliseconds for which the list of installations is believed: of an owner who is in it, and of one who is not. */
const believed = { present: 10 * 60_000, absent: 5_000 };
/** Milliseconds: longer than a piece of work. */
const leftAtLeast = 10 * 60_000;
/** What the app itself asks serves all its work, and ends with none of it. */
const never = new AbortController().signal;

/** Where the app is installed, and what it may do there. */
interface Installation {
  readonly id: number;
  readonly permissions: InstallationPermissions;
}

/** GitHub as an app that is installed in repositories. Probot knows who it is. */
export function githubApp(options: GitHubAppOptions): ConnectedForge {
  const { name, url, repositories, seal, pacing, onError } = options;
  const asApp = once(() => appClient(options, surroundingsOf({ ...pacing, account: name, betweenWrites: 0 }, never)));
  const readLogin = once(async () => {
    const { data } = await (await asApp()).rest.apps.getAuthenticated();
    return `${data?.slug}[bot]`;
  });
  const tokens = new LRUCache<string, { readonly token: string; readonly expiresAt: number }>({ max: 10_000 });
  const installations = new Map<string, Installation>();
  let listedAt = Number.NEGATIVE_INFINITY;

  /** A token for one repository of an installation, or for nothing but the names of all; minted again before it ends. */
  async function tokenOf({ id, permissions }: Installation, repositoryName: string | undefined, key: string) {
    const known = tokens.get(key);
    if (known && known.expiresAt - Date.now() > leftAtLeast) return known.token;
    // Probot's own way to a token asks api.github.com, wherever the app is.
    const { data } = await (await asApp()).rest.apps.createInstallationAccessToken({
      installation_id: id,
      ...(repositoryName === undefined
        ? { permissions: readOnlyNames }
        : { permissions: workPermissions(permissions), repositories: [repositoryName] }),
    });
    tokens.set(key, { token: data.token, expiresAt: Date.parse(data.expires_at) });
    return data.token;
  }

  async function forgeOf(installation: Installation, repositoryName: string | undefined, signal: AbortSignal) {
    const { id } = installation;
    const key = `${id}/${repositoryName?.toLowerCase() ?? ''}`;
    const token = await tokenOf(installation, repositoryName, key);
    const onAnswer: Pacing['onAnswer'] = (method, status, remaining) => {
      // It has ended before its time, or the clock here is wrong: the next attempt mints another.
      if (status === 401) tokens.delete(key);
      pacing.onAnswer(method, status, remaining);
    };
    const surroundings = surroundingsOf({ ...pacing, onAnswer, account: `${name}/${id}`, betweenWrites }, signal);
    return githubForge({ url, token, login: await readLogin(), verdictAs: 'check-run', surroundings });
  }

  async function listInstallations(): Promise<void> {
    const found = new Map<string, Installation>();
    const { rest } = await asApp();
    for (let page = 1; page <= mostPages; page++) {
      const { data } = await rest.apps.listInstallations({ page, per_page: perPage });
      for (const { id, account, permissions, suspended_at: suspended } of data) {
        const owner = account && 'login' in account ? account.login : undefined;
        if (owner !== undefined && !suspended) found.set(owner.toLowerCase(), { id, permissions: { ...permissions } });
      }
      if (data.length < perPage) break;
    }
    installations.clear();
    for (const [owner, installation] of found) installations.set(owner, installation);
    listedAt = performance.now();
  }

  /** Owners remove the app, install it again and agree to more, and sweeps list that for the process that sweeps only. */
  async function installationOf(owner: string): Promise<Installation | undefined> {
    const age = performance.now() - listedAt;
    if (age > (installations.has(owner) ? believed.present : believed.absent)) await listInstallations();
    return installations.get(owner);
  }

  return {
    name,
    kind: 'github',
    seal,
    readLogin,
    async listRepositories(signal) {
      await listInstallations();
      const found: RepositoryAt[] = [];
      for (const installation of installations.values()) {
        try {
          found.push(...(await (await forgeOf(installation, undefined, signal)).listRepositories()));
        } catch (error) {
          signal.throwIfAborted();
          onError(error);
        }
      }
      return found.filter((one) => isListed(one, repositories));
    },
    async forgeFor(repository, signal) {
      if (!isListed(repository, repositories)) return undefined;
      const installation = await installationOf(repository.owner.toLowerCase());
      if (!installation) return undefined;
      try {
        return await forgeOf(installation, repository.repository, signal);
      } catch (error) {
        // The app is not there any more, or was never there for this repository.
        if (isRefusal(error)) return undefined;
        throw error;
      }
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof ForgeError && ['refused', 'not-found', 'forbidden'].includes(error.reason);
}
