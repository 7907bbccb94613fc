import { z } from 'zod';
import { ForgeError } from '../forge-error.ts';
import { checkedName } from '../http/checked-name.ts';
import { forgeFetch } from '../http/forge-fetch.ts';
import { once } from '../http/once.ts';
import type { RepositoryAt } from '../pull-request-state.ts';
import type { GiteaOptions } from './gitea-forge.ts';

type Query = Readonly<Record<string, string | number | boolean>>;

/** The calls of Forgejo and Gitea: JSON below one address. */
export interface GiteaApi {
  /** Reads something of this shape. Paths are made of `repositoryPath`, numbers and checked names. */
  read<T>(shape: z.ZodType<T>, path: string, query?: Query): Promise<T>;
  readText(path: string): Promise<string>;
  /** All pages of a list that has pages; asking for a second page of one that has none gives the first again. */
  pages<T>(shape: z.ZodType<T>, path: string, query?: Query): Promise<readonly T[]>;
  write<T>(shape: z.ZodType<T>, method: 'POST' | 'PATCH', path: string, body: object): Promise<T>;
  remove(path: string): Promise<void>;
  readVersion(): Promise<string>;
  readLogin(): Promise<string>;
}

/** Servers may be set to less, so a short page says nothing; 50 is what they come with. */
const perPage = 50;
const mostPages = 80;

/** Sets up the calls of one token. */
export function giteaApi({ token, url, login, surroundings }: GiteaOptions): GiteaApi {
  const base = url.replace(/\/+$/, '');
  const send = forgeFetch({ url: base, token, betweenWrites: 200, ...(surroundings ? { surroundings } : {}) });
  const request = (method: string, path: string, query: Query = {}, body?: object) => {
    const address = new URL(`${base}${path}`);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value));
    return send(address.href, {
      method,
      headers: {
        authorization: `token ${token}`,
        accept: 'application/json, text/plain',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  };
  const read: GiteaApi['read'] = async (shape, path, query) => shaped(shape, path, await request('GET', path, query));
  return {
    read,
    readText: async (path) => (await request('GET', path)).text(),
    async pages(shape, path, query) {
      const all = [];
      for (let page = 1; page <= mostPages; page++) {
        const response = await request('GET', path, { ...query, page, limit: perPage });
        const total = Number(response.headers.get('x-total-count') ?? Number.NaN);
        const items = (await shaped(z.array(shape).nullable(), path, response)) ?? [];
        all.push(...items);
        if (items.length === 0 || all.length >= total) break;
      }
      return all;
    },
    write: async (shape, method, path, body) => shaped(shape, path, await request(method, path, {}, body)),
    async remove(path) {
      await request('DELETE', path);
    },
    readVersion: once(async () => (await read(z.object({ version: z.string() }), '/version')).version),
    readLogin: once(async () => login ?? (await read(z.object({ login: z.string() }), '/user')).login),
  };
}

async function shaped<T>(shape: z.ZodType<T>, path: string, response: Response): Promise<T> {
  const parsed = shape.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ForgeError('unexpected', `${path}: the answer is not as described${where === '' ? '' : ` at ${where}`}`);
}

/** The path of a repository's calls. */
export function repositoryPath({ owner, repository }: RepositoryAt): string {
  return `/repos/${checkedName(owner)}/${checkedName(repository)}`;
}
