import { type HttpAnswer, type HttpRequest, serve } from '../serve.ts';
import { personOn } from './person.ts';
import { base, firstHead, type Snapshot, type Stage, saidBefore, secondHead, sorted } from './stage.ts';

/** A Forgejo or Gitea that runs somewhere, and two accounts on it. */
export interface RealForge {
  /** Without `/api/v1`. */
  readonly url: string;
  /** Of somebody who may make repositories. */
  readonly personToken: string;
  /** Of the bot, which is somebody else. */
  readonly botToken: string;
}

const branch = '7-add-a-database';
const path = 'cluster.yaml';

/** Sets up a pull request in a new repository, behind a proxy that goes wrong as it is told; closing removes both. */
export async function realStage({ url, personToken, botToken }: RealForge, name: string): Promise<Stage> {
  const root = url.replace(/\/+$/, '');
  const person = await personOn(`${root}/api/v1`, personToken);
  const bot = await personOn(`${root}/api/v1`, botToken);
  const { version } = await person.get<{ version: string }>('/version');
  const repository = `/repos/${person.login}/${name}`;
  const write = async (files: Readonly<Record<string, string>>, onto: string, made?: string) => {
    const old = await person.find<{ sha: string }>(`${repository}/contents/${path}?ref=${onto}`);
    const body = {
      content: Buffer.from(files[path] ?? '').toString('base64'),
      message: 'Change the cluster',
      branch: onto,
    };
    const change = { ...body, ...(made === undefined ? {} : { new_branch: made }), ...(old ? { sha: old.sha } : {}) };
    await person.send(old ? 'PUT' : 'POST', `${repository}/contents/${path}`, change);
  };
  await person.send('POST', '/user/repos', { name, auto_init: true, default_branch: 'main' });
  await person.send('PUT', `${repository}/collaborators/${bot.login}`, { permission: 'write' });
  await write(base, 'main');
  await write(firstHead, 'main', branch);
  const proposal = { head: branch, base: 'main', title: 'Add a database', body: 'Closes #7' };
  const { number } = await person.send<{ number: number }>('POST', `${repository}/pulls`, proposal);
  const pull = `${repository}/pulls/${number}`;
  const issue = `${repository}/issues/${number}`;
  const label = await person.send<{ id: number }>('POST', `${repository}/labels`, {
    name: saidBefore.label,
    color: '#ff0000',
  });
  await person.send('POST', `${issue}/labels`, { labels: [label.id] });
  await person.send('POST', `${issue}/comments`, { body: saidBefore.comment });
  const heads: string[] = [];
  const head = async () => {
    const { head: now } = await person.get<{ head: { sha: string } }>(pull);
    if (!heads.includes(now.sha)) heads.push(now.sha);
    return now.sha;
  };
  const sayAt = async (line: number, body: string) => {
    const review = { event: 'COMMENT', body: '', commit_id: await head() };
    await person.send('POST', `${pull}/reviews`, { ...review, comments: [{ path, body, new_position: line }] });
  };
  await sayAt(saidBefore.noteAt.line, saidBefore.note);
  const log: string[] = [];
  const proxy = await serve(async (request) => {
    log.push(`${request.method} ${request.url}`);
    return forward(root, request);
  });
  return {
    kind: /\+gitea-|forgejo/i.test(version) ? 'forgejo' : 'gitea',
    apiUrl: `${proxy.url}/api/v1`,
    token: botToken,
    login: bot.login,
    at: { owner: person.login, repository: name, number },
    headCommit: head,
    async push() {
      const before = await head();
      await write(secondHead, branch);
      // The pull request is told of the push a moment later.
      for (let attempt = 0; attempt < 50; attempt++) {
        const now = await head();
        if (now !== before) return now;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('The pull request does not hear of the push.');
    },
    answer: (_path, line, body) => sayAt(line, body),
    snapshot: () => snapshotOf(bot, repository, number, heads),
    failAs(plan) {
      log.length = 0;
      proxy.failAs(plan);
    },
    requestCount: proxy.requestCount,
    requests: () => log,
    violations: () => [],
    async close() {
      await proxy.close();
      await person.send('DELETE', repository);
    },
  };
}

interface Written {
  readonly user: { readonly login: string };
  readonly body: string;
}

async function snapshotOf(
  { get, login }: Awaited<ReturnType<typeof personOn>>,
  repository: string,
  number: number,
  heads: readonly string[],
): Promise<Snapshot> {
  const said = ({ user, body }: Written) => ({ author: user.login, body });
  const issue = `${repository}/issues/${number}`;
  const pull = `${repository}/pulls/${number}`;
  const comments = await get<readonly Written[]>(`${issue}/comments`);
  const reviews = await get<readonly (Written & { id: number; state: string })[]>(`${pull}/reviews?limit=50`);
  const notes: (Written & { readonly path: string; readonly isPending: boolean })[] = [];
  for (const { id, state } of reviews) {
    const own = await get<readonly (Written & { path: string })[]>(`${pull}/reviews/${id}/comments`);
    notes.push(...own.map((one) => ({ ...one, isPending: state === 'PENDING' })));
  }
  const verdicts: string[] = [];
  for (const sha of heads) {
    const statuses = await get<readonly { context: string; status: string; description: string }[]>(
      `${repository}/statuses/${sha}?sort=highestindex`,
    );
    const [latest] = statuses;
    if (latest) verdicts.push(`${latest.context} ${latest.status} ${latest.description}`);
  }
  const issues = await get<readonly (Written & { title: string; labels: readonly { name: string }[] | null })[]>(
    `${repository}/issues?type=issues&state=all`,
  );
  const { labels } = await get<{ labels: readonly { name: string }[] | null }>(pull);
  return sorted({
    texts: [...comments, ...reviews.filter((one) => one.body !== '' && one.user.login !== login)].map(said),
    notes: notes.filter(({ isPending }) => !isPending).map((one) => ({ ...said(one), path: one.path })),
    labels: (labels ?? []).map((one) => one.name),
    verdicts,
    issues: issues.map((one) => ({
      ...said(one),
      title: one.title,
      labels: (one.labels ?? []).map(({ name }) => name),
    })),
    pending: notes.filter(({ isPending }) => isPending).length,
  });
}

async function forward(root: string, { method, url, headers, body }: HttpRequest): Promise<HttpAnswer> {
  const kept = ['authorization', 'accept', 'content-type'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const response = await fetch(`${root}${url}`, {
    method,
    headers: Object.fromEntries(kept),
    ...(body === '' ? {} : { body }),
  });
  const passed = ['content-type', 'x-total-count', 'retry-after'].flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: response.status, headers: Object.fromEntries(passed), body: await response.text() };
}
