import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { type GiteaRelease, startGitea } from '@backlint/forge-servers/gitea/gitea-server';
import { startGitHub } from '@backlint/forge-servers/github/github-server';
import { account, makeRepository, openPullRequest } from '@backlint/forge-servers/people';
import { newWorld, type Right } from '@backlint/forge-servers/world';
import { afterEach, describe, expect, test } from 'vitest';

const action = join(import.meta.dirname, '../dist/index.js');
/** Other Nodes to run the bundle with, as paths with colons between them. */
const nodes = [process.execPath, ...(process.env.BACKLINT_NODES ?? '').split(':').filter((path) => path !== '')];
const token = 'secret-token-of-the-runner';

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec:
  storage: { size: 1Gi }
  backup: { retentionPolicy: 30d, barmanObjectStore: { destinationPath: "s3://b/", s3Credentials: { inheritFromIAMRole: true } } }
`;
const schedule = (expression: string) => `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: daily, namespace: shop }
spec:
  schedule: "${expression}"
  immediate: true
  method: barmanObjectStore
  backupOwnerReference: self
  cluster: { name: orders }
`;
const base = { 'cluster.yaml': cluster, 'schedule.yaml': schedule('0 0 3 * * *') };
const worse = { ...base, 'schedule.yaml': schedule('0 3 * * *') };
const better = { ...base, 'cluster.yaml': cluster.replace('30d', '60d') };

type Release = 'github' | GiteaRelease;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A pull request on a test server, and a checkout of it without any history. */
async function stage(
  release: Release,
  head: Readonly<Record<string, string>>,
  rights: readonly Right[],
  more: Readonly<Record<string, string>> = {},
) {
  const world = newWorld();
  account(world, 'runner', 'Bot');
  world.tokens.set(token, { login: 'runner', rights: new Set(rights) });
  const repository = makeRepository(world, 'shop', 'databases', { ...base, ...more });
  const issue = openPullRequest(world, repository, {
    author: 'alice',
    title: 'Change',
    body: '',
    branch: 'change',
    files: head,
  });
  const server = await (release === 'github' ? startGitHub(world) : startGitea(world, release));
  const workspace = folderWith(head);
  closers.push(() => server.close());
  const pull = issue.pull ?? { base: '', head: '' };
  const event = {
    pull_request: {
      number: issue.number,
      title: issue.title,
      body: issue.body,
      user: { login: 'alice', type: 'User' },
      labels: [],
      draft: false,
      base: { sha: pull.base },
      head: { sha: pull.head, ref: 'change', repo: { full_name: 'shop/databases' } },
    },
  };
  const env = { ...(release === 'github' ? {} : { FORGEJO_ACTIONS: 'true' }), GITHUB_API_URL: server.apiUrl };
  return { server, issue, workspace, event, env };
}

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'backlint-action-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs the bundle as a runner does: in a process of its own, with nothing but the environment of a runner. */
async function runBundle(
  workspace: string,
  {
    event = {},
    eventName = 'push',
    inputs = {},
    env = {},
    node = process.execPath,
  }: {
    readonly event?: object;
    readonly eventName?: string;
    readonly inputs?: Readonly<Record<string, string>>;
    readonly env?: Readonly<Record<string, string>>;
    readonly node?: string;
  },
): Promise<Ran> {
  const files = folderWith({ 'event.json': JSON.stringify(event), output: '', summary: '' });
  const all = { paths: '.', review: 'post', labels: 'false', 'follow-ups': 'false', token: '', ...inputs };
  const child = spawn(node, [action], {
    cwd: workspace,
    env: {
      PATH: process.env.PATH ?? '',
      GITHUB_EVENT_NAME: eventName,
      GITHUB_EVENT_PATH: join(files, 'event.json'),
      GITHUB_REPOSITORY: 'shop/databases',
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: join(files, 'output'),
      GITHUB_STEP_SUMMARY: join(files, 'summary'),
      ...Object.fromEntries(Object.entries(all).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...env,
    },
  });
  let stdout = '';
  child.stdout.on('data', (piece) => {
    stdout += piece;
  });
  child.stderr.on('data', (piece) => {
    stdout += piece;
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  const written = readFileSync(join(files, 'output'), 'utf8');
  const outputs = Array.from(
    written.matchAll(/^(?<name>[\w-]+)<<(?<end>\S+)\n(?<value>[\s\S]*?)\n\k<end>$/gm),
    ({ groups }) => [groups?.name ?? '', groups?.value ?? ''],
  );
  return { code, stdout, summary: readFileSync(join(files, 'summary'), 'utf8'), outputs: Object.fromEntries(outputs) };
}

const everything: readonly Right[] = ['review', 'issues', 'status', 'checks', 'account'];

describe.skipIf(!existsSync(action))('the bundle (skipped before it is built)', () => {
  test.each(nodes)('judges the files of a push under %s', async (node) => {
    const { code, stdout, summary, outputs } = await runBundle(folderWith(worse), {
      node,
      inputs: { 'sarif-file': 'out.sarif' },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=schedule\.yaml,line=5,.*five-field-schedule::/m);
    expect(summary).toContain('five-field-schedule');
    expect(outputs).toMatchObject({
      verdict: 'failed',
      errors: '1',
      'sarif-file': 'out.sarif',
      review: 'this is no pull request',
    });
  });

  test('passes where all is well, writes SARIF, and never passes by reading nothing', async () => {
    const folder = folderWith(base);
    const { code, outputs } = await runBundle(folder, { inputs: { 'sarif-file': 'out.sarif' } });
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: 'passed' });
    const { runs } = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8'));
    expect(runs[0].tool.driver.rules[0].help.markdown).toContain('## What it catches');
    expect((await runBundle(folderWith({ 'a.yaml': 'a: 1\n' }), {})).stdout).toContain('nothing was checked');
  });

  describe.each<Release>(['github', 'forgejo-16', 'gitea-1.26'])('on %s', (release) => {
    test('reviews a pull request whose history is not in the checkout, and is not twice there', async () => {
      const { server, issue, workspace, event, env } = await stage(release, worse, everything);
      const run = () => runBundle(workspace, { event, eventName: 'pull_request', env, inputs: { token } });
      const { code, stdout, summary, outputs } = await run();
      expect({ code, stdout: stdout.includes('::error file=schedule.yaml,line=5') }).toEqual({ code: 1, stdout: true });
      expect(outputs).toMatchObject({ verdict: 'NOT APPROVED', review: 'posted', errors: '1' });
      expect(summary).toContain('### VERDICT: NOT APPROVED');
      await run();
      const reviews = [...issue.comments, ...(issue.pull?.reviews ?? [])].filter(({ body }) =>
        body.includes('VERDICT'),
      );
      expect(reviews).toHaveLength(1);
      expect(server.violations).toEqual([]);
      expect(stdout.replace(/^::add-mask::.*$/m, '')).not.toContain(token);
    });

    test('says it by annotations and exit code where the token may not post, as those of forks', async () => {
      const { workspace, event, env, issue } = await stage(release, worse, []);
      const { code, outputs } = await runBundle(workspace, {
        event,
        eventName: 'pull_request',
        env,
        inputs: { token },
      });
      expect({ code, verdict: outputs.verdict }).toEqual({ code: 1, verdict: 'NOT APPROVED' });
      expect(outputs.review).not.toBe('posted');
      expect([...issue.comments, ...(issue.pull?.reviews ?? [])]).toEqual([]);
    });

    test('approves what harms nothing', async () => {
      const { workspace, event, env } = await stage(release, better, everything);
      const { code, outputs } = await runBundle(workspace, {
        event,
        eventName: 'pull_request_target',
        env,
        inputs: { token },
      });
      expect({ code, verdict: outputs.verdict, review: outputs.review }).toEqual({
        code: 0,
        verdict: 'APPROVED',
        review: 'posted',
      });
    });
  });

  test('labels a pull request by how its review ended, with the names that the base configures', async () => {
    const { workspace, event, env, issue } = await stage('github', worse, everything, {
      '.backlint.yaml': 'review: { statusLabels: { needsFix: blocked, qa: look, approved: fine } }\n',
    });
    const inputs = { token, labels: 'true', 'follow-ups': 'true' };
    await runBundle(workspace, { event, eventName: 'pull_request', env, inputs });
    expect(issue.labels).toEqual(['blocked']);
  });

  test('takes the configuration of the base, never that of the pull request', async () => {
    const files = { ...worse, '.backlint.yaml': 'rules: { five-field-schedule: "off" }\n' };
    const { workspace, event, env } = await stage('github', files, everything);
    const { outputs } = await runBundle(workspace, { event, eventName: 'pull_request', env, inputs: { token } });
    expect(outputs.verdict).toBe('NOT APPROVED');
  });

  test('reads both sides from git where the checkout has them, without a token', async () => {
    const folder = folderWith(base);
    const git = (...args: readonly string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        cwd: folder,
        encoding: 'utf8',
      }).stdout.trim();
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'base');
    const before = git('rev-parse', 'HEAD');
    writeFileSync(join(folder, 'schedule.yaml'), schedule('0 3 * * *'));
    git('commit', '-qam', 'head');
    const after = git('rev-parse', 'HEAD');
    const event = { pull_request: { number: 1, base: { sha: before }, head: { sha: after, ref: 'x' } } };
    const { code, outputs } = await runBundle(folder, { event, eventName: 'pull_request' });
    expect({ code, ...outputs }).toMatchObject({
      code: 1,
      verdict: 'NOT APPROVED',
      review: expect.stringContaining('no token'),
    });
  });

  test.each([
    [
      'an event with rights and no pull request',
      { eventName: 'workflow_run' },
      'brings no pull request that could be reviewed safely',
    ],
    ['a wrong input', { inputs: { 'fail-on': 'never' } }, 'The input fail-on must be error, warning or note.'],
    ['a path that is not there', { inputs: { paths: 'nowhere' } }, 'there is no file or folder'],
    [
      'commits that nobody can read',
      { eventName: 'pull_request', event: { pull_request: { number: 1, base: { sha: 'a' }, head: { sha: 'b' } } } },
      'give the Action a token',
    ],
  ])('refuses %s', async (_, change, message) => {
    const { code, stdout } = await runBundle(folderWith(base), change);
    expect(code).toBe(1);
    expect(stdout).toContain(message);
  });

  test('no name in a file becomes a command of the runner', async () => {
    const evil = { 'a.yaml': cluster.replace('orders', '"x\\n::set-output name=a::b ##[add-mask]z"') };
    const { stdout } = await runBundle(folderWith(evil), {});
    expect(stdout).not.toMatch(/^::set-output|##\[add-mask\]/m);
  });
});
