import { Octokit } from '@octokit/rest';
import { ForgeError } from '../forge-error.ts';
import { forgeFetch } from '../http/forge-fetch.ts';
import { once } from '../http/once.ts';
import type { Account } from '../pull-request-state.ts';
import type { GitHubOptions } from './github-forge.ts';

/** GitHub's calls, and what all of them need. */
export interface GitHubApi {
  /** One call; it rejects with `ForgeError` only. */
  call<T>(run: (rest: Octokit['rest']) => Promise<{ readonly data: T }>): Promise<T>;
  /** All pages of a list, by number: the addresses that answers name are not asked. */
  pages<T>(run: (rest: Octokit['rest'], page: Page) => Promise<{ readonly data: readonly T[] }>): Promise<readonly T[]>;
  readLogin(): Promise<string>;
}

/** A page as GitHub's lists take it. */
export interface Page {
  readonly page: number;
  readonly per_page: number;
}

const perPage = 100;
const mostPages = 40;

/** Sets up the calls of one token. */
export function githubApi({ token, url, login, surroundings }: GitHubOptions): GitHubApi {
  const reach = { url, token, betweenWrites: 1_000, ...(surroundings ? { surroundings } : {}) };
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const octokit = new Octokit({ auth: token, baseUrl: url, request: { fetch: forgeFetch(reach) }, log: silent });
  const call: GitHubApi['call'] = async (run) => {
    try {
      return (await run(octokit.rest)).data;
    } catch (error) {
      throw forgeErrorIn(error);
    }
  };
  return {
    call,
    async pages(run) {
      const all = [];
      for (let page = 1; page <= mostPages; page++) {
        const items = await call((rest) => run(rest, { page, per_page: perPage }));
        if (!Array.isArray(items))
          throw new ForgeError('unexpected', 'GitHub answered with something other than a list');
        all.push(...items);
        if (items.length < perPage) break;
      }
      return all;
    },
    readLogin: once(async () => {
      if (login !== undefined) return login;
      try {
        return (await call((rest) => rest.users.getAuthenticated())).login;
      } catch (error) {
        if (error instanceof ForgeError && error.reason === 'forbidden') return 'github-actions[bot]';
        throw error;
      }
    }),
  };
}

/** The part of an answer that says who somebody is. */
export function accountOf({ id, login }: Account): Account {
  return { id, login };
}

/** The error behind one of Octokit, which wraps what its `fetch` rejected with. */
export function forgeErrorIn(error: unknown): ForgeError {
  const cause = error instanceof Error ? error.cause : undefined;
  for (const one of [error, cause]) if (one instanceof ForgeError) return one;
  return new ForgeError('unexpected', 'GitHub answered with something that it does not describe');
}
