import { parseDiff } from '@backlint/review/diff/parse-diff';
import type { Octokit } from '@octokit/rest';
import type { Changes, Forge } from '../forge.ts';
import { ForgeError } from '../forge-error.ts';
import { checkedHash } from '../http/checked-name.ts';
import type { PullRequestAt, PullRequestState, RepositoryAt } from '../pull-request-state.ts';
import { changesOfPatches } from './changes-of-patches.ts';
import { accountOf, type GitHubApi } from './github-api.ts';
import { pullOf, repositoryOf } from './github-at.ts';

type Rest = Octokit['rest'];
type Pull =
  | Awaited<ReturnType<Rest['pulls']['get']>>['data']
  | Awaited<ReturnType<Rest['pulls']['list']>>['data'][number];

/** GitHub lists so many changed files and no more. */
const mostFiles = 3_000;

/** What GitHub says of pull requests and what they change. */
export function githubPullRequests(
  api: GitHubApi,
): Pick<
  Forge,
  'listRepositories' | 'readPullRequest' | 'listOpenPullRequests' | 'readBaseTip' | 'readMergeBase' | 'readChanges'
> {
  const compare = (at: RepositoryAt, base: string, head: string) =>
    api.call((rest) =>
      rest.repos.compareCommitsWithBasehead({ ...repositoryOf(at), basehead: `${base}...${head}`, per_page: 1 }),
    );
  return {
    async listRepositories() {
      const all = await api.pages(async (rest, page) => {
        const { data } = await rest.apps.listReposAccessibleToInstallation({ ...page });
        return { data: data.repositories };
      });
      return all.map(({ name, owner }) => ({ owner: owner.login, repository: name }));
    },
    async readPullRequest(at) {
      return stateOf(await api.call((rest) => rest.pulls.get(pullOf(at))));
    },
    async listOpenPullRequests(repository) {
      const where = repositoryOf(repository);
      const pulls = await api.pages((rest, page) =>
        rest.pulls.list({ ...where, ...page, state: 'open', sort: 'updated', direction: 'desc' }),
      );
      return pulls.map(stateOf);
    },
    async readBaseTip(at, { baseBranch }) {
      return (await compare(at, baseBranch, baseBranch)).base_commit.sha;
    },
    async readMergeBase(at, { baseCommit, headCommit }) {
      return (await compare(at, checkedHash(baseCommit), checkedHash(headCommit))).merge_base_commit.sha;
    },
    async readChanges(at) {
      const text = await diffOf(api, at);
      if (text !== undefined) return { files: parseDiff(text), withoutLines: [], isComplete: true };
      return changesOfFiles(api, at);
    },
  };
}

/** The whole diff; undefined where GitHub finds it too large. */
async function diffOf(api: GitHubApi, at: PullRequestAt): Promise<string | undefined> {
  try {
    const data: unknown = await api.call((rest) => rest.pulls.get({ ...pullOf(at), mediaType: { format: 'diff' } }));
    if (typeof data === 'string') return data;
    throw new ForgeError('unexpected', 'GitHub answered with something other than a diff');
  } catch (error) {
    if (error instanceof ForgeError && error.reason === 'refused') return undefined;
    throw error;
  }
}

async function changesOfFiles(api: GitHubApi, at: PullRequestAt): Promise<Changes> {
  const listed = await api.pages((rest, page) => rest.pulls.listFiles({ ...pullOf(at), ...page }));
  return { ...changesOfPatches(listed), isComplete: listed.length < mostFiles };
}

function stateOf(pull: Pull): PullRequestState {
  const { number, title, body, user, head, base, labels, draft = false, locked, html_url: url } = pull;
  // A fork that was deleted is null, whatever the description says.
  const headRepository = head.repo as typeof head.repo | null;
  return {
    number,
    title,
    body: body ?? '',
    branch: head.ref,
    labels: labels.flatMap(({ name }) => name ?? []),
    isDraft: draft,
    isByBot: user?.type === 'Bot',
    author: user ? accountOf(user) : { id: 0, login: 'ghost' },
    state: pull.merged_at ? 'merged' : pull.state === 'open' ? 'open' : 'closed',
    isLocked: locked,
    headCommit: head.sha,
    headRepository: headRepository ? { owner: headRepository.owner.login, repository: headRepository.name } : undefined,
    isFromFork: headRepository?.id !== base.repo.id,
    baseBranch: base.ref,
    baseCommit: base.sha,
    url,
    updatedAt: pull.updated_at,
  };
}
