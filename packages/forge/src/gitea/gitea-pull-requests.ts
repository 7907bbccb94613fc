import { parseDiff } from '@backlint/review/diff/parse-diff';
import { z } from 'zod';
import type { Forge } from '../forge.ts';
import { ForgeError } from '../forge-error.ts';
import { entryOf } from '../git-entry.ts';
import { checkedHash } from '../http/checked-name.ts';
import type { PullRequestState } from '../pull-request-state.ts';
import { user } from './answers.ts';
import { type GiteaApi, repositoryPath } from './gitea-api.ts';

const repository = z.object({ id: z.number(), name: z.string(), owner: z.object({ login: z.string() }) });
const branch = z.object({ ref: z.string(), sha: z.string(), repo_id: z.number(), repo: repository.nullable() });
const pull = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string(),
  user,
  state: z.enum(['open', 'closed']),
  merged: z.boolean(),
  is_locked: z.boolean(),
  draft: z.boolean().optional(),
  labels: z.array(z.object({ name: z.string() })).nullable(),
  head: branch,
  base: branch,
  merge_base: z.string(),
  html_url: z.string(),
  updated_at: z.string(),
});
const entry = z.object({
  path: z.string(),
  mode: z.string(),
  type: z.string(),
  sha: z.string(),
  size: z.number().optional(),
});
const tree = z.object({ tree: z.array(entry).nullable(), total_count: z.number() });

/** Servers list so many entries of a tree on a page by default; a larger page is cut to what they allow. */
const mostTreePages = 100;

/** What Forgejo and Gitea say of pull requests, what they change, and the files of commits. */
export function giteaPullRequests(
  api: GiteaApi,
): Pick<
  Forge,
  | 'listRepositories'
  | 'readPullRequest'
  | 'listOpenPullRequests'
  | 'readBaseTip'
  | 'readMergeBase'
  | 'readChanges'
  | 'readTree'
  | 'readBlob'
> {
  return {
    async listRepositories() {
      const all = await api.pages(repository, '/user/repos');
      return all.map(({ name, owner }) => ({ owner: owner.login, repository: name }));
    },
    async readPullRequest(at) {
      return stateOf(await api.read(pull, `${repositoryPath(at)}/pulls/${at.number}`));
    },
    async listOpenPullRequests(where) {
      const query = { state: 'open', sort: 'recentupdate' };
      return (await api.pages(pull, `${repositoryPath(where)}/pulls`, query)).map(stateOf);
    },
    // They look whenever they are asked.
    readBaseTip: async (_, { baseCommit }) => baseCommit,
    async readMergeBase(at) {
      return (await api.read(pull, `${repositoryPath(at)}/pulls/${at.number}`)).merge_base;
    },
    async readChanges(at) {
      const text = await api.readText(`${repositoryPath(at)}/pulls/${at.number}.diff`);
      return { files: parseDiff(text), withoutLines: [], isComplete: true };
    },
    async readTree(where, commit) {
      const path = `${repositoryPath(where)}/git/trees/${checkedHash(commit)}`;
      const entries: z.infer<typeof entry>[] = [];
      for (let page = 1; page <= mostTreePages; page++) {
        const read = await api.read(tree, path, { recursive: true, page, per_page: 1_000 });
        entries.push(...(read.tree ?? []));
        const isAll = entries.length >= read.total_count;
        if (isAll || !read.tree || read.tree.length === 0)
          return { entries: entries.flatMap(entryOf), isComplete: isAll };
      }
      return { entries: entries.flatMap(entryOf), isComplete: false };
    },
    async readBlob(where, id) {
      const blob = z.object({ content: z.string().nullable().optional(), size: z.number() });
      const { content, size } = await api.read(blob, `${repositoryPath(where)}/git/blobs/${checkedHash(id)}`);
      const bytes = Buffer.from(content ?? '', 'base64');
      // Over the server's limit the content is empty.
      if (bytes.length !== size) throw new ForgeError('unexpected', 'the server does not give out a file of this size');
      return bytes;
    },
  };
}

function stateOf(read: z.infer<typeof pull>): PullRequestState {
  const { head, base, user: author } = read;
  return {
    number: read.number,
    title: read.title,
    body: read.body,
    branch: head.ref,
    labels: (read.labels ?? []).map(({ name }) => name),
    isDraft: read.draft ?? /^\s*(?:\[wip\]|wip:)/i.test(read.title),
    // These forges do not mark accounts of machines; they are known by their names.
    isByBot: /(?:\[bot\]|-bot)$|^(?:renovate|dependabot)/i.test(author?.login ?? ''),
    author: author ?? { id: -1, login: 'ghost' },
    state: read.merged ? 'merged' : read.state,
    isLocked: read.is_locked,
    headCommit: head.sha,
    headRepository: head.repo ? { owner: head.repo.owner.login, repository: head.repo.name } : undefined,
    isFromFork: head.repo_id !== base.repo_id,
    baseBranch: base.ref,
    baseCommit: base.sha,
    url: read.html_url,
    updatedAt: read.updated_at,
  };
}
