import { readFileSync } from 'node:fs';

/** What the runner tells of the event, of the forge and of itself. Forgejo and Gitea set the same names as GitHub. */
export interface RunnerFacts {
  readonly kind: 'github' | 'gitea';
  readonly eventName: string;
  readonly apiUrl: string;
  readonly owner: string;
  readonly repository: string;
  /** The folder with the checkout. */
  readonly workspace: string;
  /** The page of this run; undefined where the runner does not tell. */
  readonly runUrl: string | undefined;
  /** Set for events of a pull request. */
  readonly pullRequest?: EventPullRequest;
}

/** A pull request as the event describes it. */
export interface EventPullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly labels: readonly string[];
  readonly isDraft: boolean;
  readonly isByBot: boolean;
  readonly baseCommit: string;
  readonly headCommit: string;
  readonly isFromFork: boolean;
}

/** Reads the facts from the environment and the event's file. */
export function readRunnerFacts(env: NodeJS.ProcessEnv): RunnerFacts {
  const [owner = '', repository = ''] = (env.GITHUB_REPOSITORY ?? '').split('/');
  const { GITHUB_SERVER_URL: server, GITHUB_RUN_ID: run } = env;
  const event: unknown = env.GITHUB_EVENT_PATH ? JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8')) : {};
  const pullRequest = readPullRequest(at(event, 'pull_request'), `${owner}/${repository}`);
  return {
    kind: env.GITEA_ACTIONS === 'true' || env.FORGEJO_ACTIONS === 'true' ? 'gitea' : 'github',
    eventName: env.GITHUB_EVENT_NAME ?? '',
    apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
    owner,
    repository,
    workspace: env.GITHUB_WORKSPACE ?? '.',
    runUrl: server && run ? `${server}/${owner}/${repository}/actions/runs/${run}` : undefined,
    ...(pullRequest ? { pullRequest } : {}),
  };
}

function readPullRequest(value: unknown, here: string): EventPullRequest | undefined {
  const number = at(value, 'number');
  if (typeof number !== 'number') return undefined;
  const labels = at(value, 'labels');
  return {
    number,
    title: text(at(value, 'title')),
    body: text(at(value, 'body')),
    branch: text(at(value, 'head', 'ref')),
    labels: Array.isArray(labels) ? labels.map((label) => text(at(label, 'name'))) : [],
    isDraft: at(value, 'draft') === true,
    isByBot:
      at(value, 'user', 'type') === 'Bot' || /\[bot\]$|^renovate|^dependabot/.test(text(at(value, 'user', 'login'))),
    baseCommit: text(at(value, 'base', 'sha')),
    headCommit: text(at(value, 'head', 'sha')),
    isFromFork: text(at(value, 'head', 'repo', 'full_name')) !== here,
  };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (here, key) => (typeof here === 'object' && here !== null ? Reflect.get(here, key) : undefined),
    value,
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
