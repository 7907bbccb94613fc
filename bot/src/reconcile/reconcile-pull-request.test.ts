import type { Forge, Tree } from '@backlint/forge/forge';
import { ForgeError } from '@backlint/forge/forge-error';
import type { PullRequestAt } from '@backlint/forge/pull-request-state';
import { commit } from '@backlint/forge-servers/git';
import { isPull, type PullIssue } from '@backlint/forge-servers/look-up';
import { openIssue, openPullRequest, push, say } from '@backlint/forge-servers/people';
import { type Release, releases } from '@backlint/forge-servers/stage/test-stage';
import type { Files } from '@backlint/forge-servers/world';
import { describe, expect, test } from 'vitest';
import type { Engine } from '../engine/engine.ts';
import { blobCache } from '../files/blob-cache.ts';
import { connect } from '../forges/connect.ts';
import { makeLog } from '../log.ts';
import { makeMetrics } from '../metrics.ts';
import { directEngine } from '../testing/direct-engine.ts';
import { cluster, type TestWorld, testWorld } from '../testing/test-world.ts';
import { timeless } from '../testing/timeless.ts';
import type { Work } from '../work.ts';
import type { Context } from './context.ts';
import { giveUpPullRequest, reconcilePullRequest } from './reconcile-pull-request.ts';
import { reconcileRepository } from './reconcile-repository.ts';
import { settledMemory } from './settled-memory.ts';

const free = { beforeWrite: async () => 0, pauseFor: async () => undefined, pausedFor: async () => 0 };
const metrics = makeMetrics(async () => ({ waiting: 0, delayed: 0, running: 0, oldest: 0 }));

interface Stage extends TestWorld {
  readonly issue: PullIssue;
  readonly at: PullRequestAt;
  reconcile(more?: Partial<Context>): ReturnType<typeof reconcilePullRequest>;
  /** Gives up, on a forge that is otherwise in parts. */
  giveUp(broken: Partial<Forge>): Promise<void>;
  /** The numbers of the pull requests that looking through the repository asks for. */
  repositoryWork(): Promise<readonly number[]>;
  /** The forge, as it would be if its trees were otherwise. */
  forgeWith(change: (tree: Tree, commit: string) => Tree): Promise<Forge>;
  /** What the bot has written as comments or reviews, without its markers. */
  texts(): readonly string[];
  verdict(): string | undefined;
}

async function stageOf(release: Release, files: Files, base?: Files): Promise<Stage> {
  const made = await testWorld(release, base);
  const { world, repository, login, server } = made;
  const issue = openPullRequest(world, repository, {
    author: 'alice',
    title: 'Add a database',
    body: '',
    branch: 'add',
    files: { ...(base ?? { 'README.md': 'Databases\n' }), ...files },
  });
  if (!isPull(issue)) throw new Error('That is no pull request.');
  const connected = connect(made.configuration, free, metrics, timeless);
  const settled = settledMemory();
  const cache = blobCache(1024 ** 2);
  const { signal } = new AbortController();
  const contextOf = async (): Promise<Context> => {
    const forge = await connected.forgeFor({ owner: 'shop', repository: 'databases' }, signal);
    if (!forge) throw new Error('That is not ours.');
    return {
      ...{ forgeName: 'hub', forge, seal: connected.seal, engine: directEngine, cache, settled, signal },
      ...{ log: makeLog('silent', []), now: () => new Date('2026-06-15T12:00:00Z'), isDryRun: false },
    };
  };
  return {
    ...made,
    issue,
    at: { owner: 'shop', repository: 'databases', number: issue.number },
    async reconcile(more = {}) {
      const at = { owner: 'shop', repository: 'databases', number: issue.number };
      const reconciled = await reconcilePullRequest(at, { ...(await contextOf()), ...more });
      expect(server.violations).toEqual([]);
      return reconciled;
    },
    async giveUp(broken) {
      const context = await contextOf();
      const forge = { ...context.forge, ...broken };
      const at = { owner: 'shop', repository: 'databases', number: issue.number };
      await giveUpPullRequest(at, { why: 'it took too long', isSure: true }, { ...context, forge });
    },
    async repositoryWork() {
      const asked: number[] = [];
      const ask = async (work: Work) => void asked.push(work.kind === 'pull-request' ? work.number : 0);
      await reconcileRepository({ owner: 'shop', repository: 'databases' }, { ask }, await contextOf());
      return asked;
    },
    async forgeWith(change) {
      const { forge } = await contextOf();
      return { ...forge, readTree: async (where, commit) => change(await forge.readTree(where, commit), commit) };
    },
    texts: () =>
      [...issue.pull.reviews, ...issue.comments]
        .filter(({ author, body }) => author === login && body !== '')
        .map(({ body }) => body.replace(/^<!--.*-->\n/, '')),
    verdict() {
      const runs = repository.checkRuns.map(({ commit, conclusion, title }) => ({ commit, state: conclusion, title }));
      const statuses = repository.statuses.map(({ commit, state, description }) => ({
        commit,
        state,
        title: description,
      }));
      const last = [...runs, ...statuses].filter(({ commit }) => commit === issue.pull.head).at(-1);
      return last && `${last.state}: ${last.title}`;
    },
  };
}

describe.each(releases)('%s', (release) => {
  test('a change is reviewed once, and again when it is put right', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    expect(await stage.reconcile()).toBe('published');
    expect(stage.texts()[0]).toContain('VERDICT: NOT APPROVED');
    expect(stage.verdict()).toContain('failure: NOT APPROVED: 1 blocker');
    const requests = stage.server.log.length;
    expect(await stage.reconcile()).toBe('unchanged');
    expect(stage.server.log.slice(requests).filter((line) => !line.startsWith('GET '))).toEqual([]);
    push(stage.world, stage.repository, stage.issue, { 'README.md': 'Databases\n' });
    expect(await stage.reconcile()).toBe('published');
    expect(stage.verdict()).toContain('success: APPROVED');
    expect(stage.texts().filter((text) => text.includes('VERDICT'))).toHaveLength(1);
    await stage.close();
  });

  test('a change that is not about backups gets a verdict and no words', async () => {
    const stage = await stageOf(release, { 'notes.txt': 'x' });
    expect(await stage.reconcile()).toBe('published');
    expect([stage.texts(), stage.verdict()]).toEqual([[], 'success: APPROVED: 0 blockers, 0 nits']);
    expect(await stage.reconcile({ settled: settledMemory() })).toBe('published');
    expect(stage.texts()).toEqual([]);
    await stage.close();
  });

  test('a waiver is granted to whoever may, for what is there now, and taken back', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    await stage.reconcile();
    const waive = '/backlint waive unprotected-database until=2026-07-01 reason="A demo"';
    for (const person of ['alice', 'mallory']) say(stage.world, stage.issue, person, waive);
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure');
    expect(stage.texts().filter((text) => text.includes('does not waive its findings'))).toHaveLength(1);
    expect(stage.texts().filter((text) => text.includes('Only those who may write'))).toHaveLength(1);
    say(stage.world, stage.issue, 'bob', waive);
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    expect(stage.texts().join('\n')).toContain('Waived by `bob` until 2026-07-01');
    push(stage.world, stage.repository, stage.issue, {
      'cluster.yaml': cluster,
      'b.yaml': cluster.replace('orders', 'carts'),
    });
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure: NOT APPROVED: 1 blocker');
    push(stage.world, stage.repository, stage.issue, { 'cluster.yaml': cluster });
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    await stage.reconcile({ now: () => new Date('2026-07-02T00:00:01Z') });
    expect(stage.verdict()).toContain('failure');
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    say(stage.world, stage.issue, 'alice', '/backlint unwaive unprotected-database');
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure');
    await stage.close();
  });

  test('a waiver whose comment was edited or removed holds no more', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    const comment = say(
      stage.world,
      stage.issue,
      'bob',
      '/backlint waive unprotected-database until=2026-07-01 reason="x"',
    );
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    comment.updatedAt = '2026-06-15T00:00:00Z';
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure');
    comment.updatedAt = comment.createdAt;
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    stage.issue.comments.splice(stage.issue.comments.indexOf(comment), 1);
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure');
    await stage.close();
  });

  test('nobody else can grant by writing as the bot writes', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    const ask = say(
      stage.world,
      stage.issue,
      'alice',
      '/backlint waive unprotected-database until=2026-07-01 reason="x"',
    );
    await stage.reconcile();
    const grant = `<!-- backlint:answer ${ask.id}:granted:2026-07-01:${'a'.repeat(32)} -->\nGranted`;
    say(stage.world, stage.issue, 'mallory', grant);
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure');
    await stage.close();
  });

  test('nobody grants by changing what the bot has written', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    const waive = '/backlint waive unprotected-database until=2026-07-01 reason="x"';
    const answers = () =>
      stage.issue.comments.filter(({ author, body }) => author === stage.login && body.includes('backlint:answer'));
    const granting = say(stage.world, stage.issue, 'bob', waive);
    await stage.reconcile();
    const [granted] = answers();
    const asking = say(stage.world, stage.issue, 'alice', waive);
    await stage.reconcile();
    const refused = answers().find(({ body }) => body.includes(`answer ${asking.id}:refused`));
    if (!granted || !refused) throw new Error('There are no answers.');
    refused.body = granted.body.replace(String(granting.id), String(asking.id));
    stage.issue.comments.splice(stage.issue.comments.indexOf(granting), 1);
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure');
    expect(answers()).toHaveLength(2);
    await stage.close();
  });

  test('an answer that the forge does not take holds up no review', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    say(stage.world, stage.issue, 'bob', '/backlint help');
    const forge = await stage.forgeWith((tree) => tree);
    const comment = () => Promise.reject(new ForgeError('forbidden', 'POST: 403 the conversation is locked'));
    expect(await stage.reconcile({ forge: { ...forge, comment } })).toBe('published');
    expect(stage.verdict()).toContain('failure: NOT APPROVED: 1 blocker');
    await stage.close();
  });

  test('nothing is worked out for those who may not have it', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    const wishes: number[] = [];
    const engine: Engine = (question, ...more) => {
      wishes.push(question.wishes.length);
      return directEngine(question, ...more);
    };
    for (const person of ['mallory', 'bob', 'mallory']) say(stage.world, stage.issue, person, '/backlint fix');
    await stage.reconcile({ engine });
    expect(Math.max(...wishes)).toBe(1);
    const answers = stage.texts().filter((text) => text.includes('asked by'));
    expect(answers.map((text) => /asked by `(\w+)`\n\n(Only|Nothing|This patch)/.exec(text)?.slice(1))).toEqual([
      ['mallory', 'Only'],
      ['bob', expect.stringMatching(/Nothing|This patch/)],
      ['mallory', 'Only'],
    ]);
    await stage.close();
  });

  test('taking a waiver back is up to the approvers too', async () => {
    const base = { '.backlint.yaml': 'review:\n  approvers: [carol]\n' };
    const stage = await stageOf(release, { 'cluster.yaml': cluster }, base);
    say(stage.world, stage.issue, 'carol', '/backlint waive unprotected-database until=2026-07-01 reason="x"');
    await stage.reconcile();
    say(stage.world, stage.issue, 'bob', '/backlint unwaive unprotected-database');
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    say(stage.world, stage.issue, 'carol', '/backlint unwaive unprotected-database');
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure');
    await stage.close();
  });

  test('what cannot be judged is not green, whatever else fails', async () => {
    const stage = await stageOf(release, { 'notes.txt': 'x' });
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    const readPosted = () => Promise.reject(new ForgeError('unexpected', 'GET: the answer is too large'));
    await expect(stage.giveUp({ readPosted })).rejects.toThrow('too large');
    expect(stage.verdict()).toMatch(/^(?:error|action_required): Not checked: it took too long/);
    await stage.close();
  });

  test('a verdict that somebody else wrote in its place does not stay', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    await stage.reconcile();
    const { repository, issue } = stage;
    const [status] = repository.statuses;
    if (status) repository.statuses.push({ ...status, id: status.id + 1_000, author: 'alice', state: 'success' });
    for (const run of repository.checkRuns) run.conclusion = 'success';
    const forged = { name: 'backlint', externalId: 'backlint:backlint', status: 'completed', conclusion: 'success' };
    if (release === 'github') {
      repository.checkRuns.push({
        ...{ id: 1_000_000, author: 'github-actions[bot]', commit: issue.pull.head, title: 'Mine', url: undefined },
        ...forged,
      });
    }
    expect(await stage.reconcile()).toBe('published');
    const own = repository.checkRuns.filter(({ author }) => author === stage.login).map(({ conclusion }) => conclusion);
    expect([...repository.statuses.map(({ state }) => state), ...own].at(-1)).toBe('failure');
    await stage.close();
  });

  test('the configuration is what the base branch says now', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure');
    const { repository, issue } = stage;
    const lenient = { 'README.md': 'Databases\n', '.backlint.yaml': 'rules: { unprotected-database: warning }\n' };
    const tip = commit(repository, lenient, repository.branches.get('main'));
    repository.branches.set('main', tip);
    if (release !== 'github') issue.pull.base = tip;
    expect(await stage.repositoryWork()).toEqual([issue.number]);
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    await stage.close();
  });

  test.each(['@shop/dba', 'Shop/Database Admins', 'shop/dba/all'])(
    'an approver whom no forge could know is told of, and holds up no review: %s',
    async (approver) => {
      const base = { '.backlint.yaml': `review:\n  approvers: ['${approver}']\n` };
      const stage = await stageOf(release, { 'cluster.yaml': cluster }, base);
      say(stage.world, stage.issue, 'bob', '/backlint waive unprotected-database until=2026-07-01 reason="x"');
      expect(await stage.reconcile()).toBe('published');
      expect(stage.verdict()).toContain('the configuration of main is wrong');
      expect(stage.texts().join('\n')).toContain('a team as `organisation/team`');
      await stage.close();
    },
  );

  test('lines that the forge does not show count where backlint would read them', async () => {
    for (const [path, state] of [
      ['logo.png', 'success: APPROVED'],
      ['large.yaml', 'failure: NOT APPROVED: 1 blocker'],
    ] as const) {
      const stage = await stageOf(release, { 'notes.txt': 'x' });
      const forge = await stage.forgeWith((tree) => tree);
      const readChanges: Forge['readChanges'] = async (at) => ({
        ...(await forge.readChanges(at)),
        withoutLines: [path],
      });
      await stage.reconcile({ forge: { ...forge, readChanges } });
      expect(stage.verdict()).toContain(state);
      await stage.close();
    }
  });

  test.each([
    ['to a file that is not read', 'cluster.txt', 'NOT APPROVED: 1 blocker'],
    ['that leads out', '../../etc/passwd', 'NOT APPROVED: 1 blocker'],
    ['to a folder', 'apps', 'NOT APPROVED: 1 blocker'],
    ['to a file that is read by its own name', './other.yaml', 'success: APPROVED'],
  ])('a change that brings a link %s', async (_, target, verdict) => {
    const stage = await stageOf(release, {
      'apps/cluster.txt': cluster,
      'apps/other.yaml': 'a: b\n',
      'notes.txt': 'x',
    });
    const { headCommit } = await (await stage.forgeWith((tree) => tree)).readPullRequest(stage.at);
    const link = { path: 'apps/cluster.yaml', kind: 'link', id: 'f'.repeat(40), size: target.length } as const;
    const forge = await stage.forgeWith((tree, commit) =>
      commit === headCommit ? { ...tree, entries: [...tree.entries, link] } : tree,
    );
    const readBlob: Forge['readBlob'] = async (where, id) =>
      id === link.id ? Buffer.from(target) : forge.readBlob(where, id);
    await stage.reconcile({ forge: { ...forge, readBlob } });
    expect(stage.verdict()).toContain(verdict);
    await stage.close();
  });

  test('commands are answered once each', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    const asked = ['help', 'explain unprotected-database', 'fix', 'scaffold alerts orders', 'nonsense @alice'];
    for (const command of asked) say(stage.world, stage.issue, 'alice', `/backlint ${command}`);
    await stage.reconcile();
    await stage.reconcile();
    const answers = stage.texts().filter((text) => text.includes('asked by `alice`'));
    expect(answers).toHaveLength(5);
    expect(answers.join('\n')).toContain('kind: PrometheusRule');
    expect(answers.join('\n')).toContain('What it catches');
    expect(answers.join('\n')).not.toContain('@alice');
    expect(answers.join('\n')).not.toMatch(/^\s*(\/|atlantis|@)/m);
    await stage.close();
  });

  test('a recheck looks again, and whoever asked sees it', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    await stage.reconcile();
    const comment = say(stage.world, stage.issue, 'mallory', '/backlint recheck');
    expect(await stage.reconcile()).toBe('published');
    expect(comment.reactions).toEqual([{ author: stage.login, content: '+1' }]);
    expect(await stage.reconcile()).toBe('unchanged');
    await stage.close();
  });

  test('somebody who plays with the bot tires of it first, and silences it for nobody else', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    for (let n = 0; n < 60; n++) say(stage.world, stage.issue, 'mallory', '/backlint help');
    await stage.reconcile();
    await stage.reconcile();
    expect(stage.texts().filter((text) => text.includes('asked by'))).toHaveLength(30);
    for (let n = 0; n < 60; n++) say(stage.world, stage.issue, 'mallory', '/backlint recheck');
    await stage.reconcile();
    say(stage.world, stage.issue, 'bob', '/backlint waive unprotected-database until=2026-07-01 reason="x"');
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    say(stage.world, stage.issue, 'bob', '/backlint recheck');
    expect(await stage.reconcile()).toBe('published');
    await stage.close();
  });

  test('approvers are those of the base, and nobody else', async () => {
    const base = { '.backlint.yaml': 'review:\n  approvers: [carol, shop/dba]\n' };
    const stage = await stageOf(
      release,
      { 'cluster.yaml': cluster, '.backlint.yaml': 'review:\n  approvers: [bob]\n' },
      base,
    );
    stage.world.teams.set('shop/dba', ['dave']);
    const waive = '/backlint waive unprotected-database until=2026-07-01 reason="x"';
    say(stage.world, stage.issue, 'bob', waive);
    await stage.reconcile();
    expect(stage.texts().join('\n')).toContain('named under `review.approvers`');
    expect(stage.verdict()).toContain('failure');
    say(stage.world, stage.issue, 'dave', waive);
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    await stage.close();
  });

  test('a broken configuration of the base is no success', async () => {
    const stage = await stageOf(release, { 'notes.txt': 'x' }, { '.backlint.yaml': 'rulez: {}\n' });
    await stage.reconcile();
    expect(stage.verdict()).toMatch(/^(?:error|action_required): Not checked: the configuration of main is wrong/);
    expect(stage.texts()[0]).toContain('VERDICT: NOT APPROVED');
    await stage.close();
  });

  test('what the change depends on is looked up, and looked at again when it is done', async () => {
    const base = { '.backlint.yaml': 'review: { dependencies: true, files: true }\n' };
    const stage = await stageOf(release, { 'notes.txt': 'x' }, base);
    const { world, repository, issue } = stage;
    const before = openIssue(world, repository, { author: 'bob', title: 'First', body: '' });
    const body = `## File targets\n- notes.txt\n\nDepends on #${before.number}`;
    const own = openIssue(world, repository, { author: 'bob', title: 'Then', body });
    issue.body = `Closes #${own.number}`;
    await stage.reconcile();
    expect(stage.verdict()).toContain('failure: NOT APPROVED: 1 blocker');
    expect(stage.texts()[0]).toContain(`depends on \`#${before.number}\`, which is still open`);
    before.state = 'closed';
    await stage.reconcile();
    expect(stage.verdict()).toContain('success');
    expect(stage.texts()[0]).toContain('Only the files that are named are changed');
    await stage.close();
  });

  test('labels and follow-ups are there where the base asks for them', async () => {
    const labels = 'statusLabels: { needsFix: needs-fix, qa: qa, approved: approved }';
    const base = { '.backlint.yaml': `review:\n  followUps: true\n  ${labels}\n`, 'old.yaml': cluster };
    const stage = await stageOf(release, { 'new.yaml': cluster.replace('orders', 'carts') }, base);
    for (const [id, name] of ['needs-fix', 'qa', 'approved'].entries()) {
      stage.repository.labels.push({ id, name, color: '000000', description: '' });
    }
    await stage.reconcile();
    await stage.reconcile();
    expect(stage.issue.labels).toEqual(['needs-fix']);
    push(stage.world, stage.repository, stage.issue, base);
    await stage.reconcile();
    expect(stage.issue.labels).toEqual(['approved']);
    const followUps = stage.repository.issues.filter(({ pull }) => !pull);
    expect(followUps.map(({ title }) => title)).toEqual([expect.stringContaining('orders')]);
    await stage.close();
  });

  test('what the forge does not list is not passed', async () => {
    const stage = await stageOf(release, { 'notes.txt': 'x' });
    await stage.reconcile({ forge: await stage.forgeWith((tree) => ({ ...tree, isComplete: false })) });
    expect(stage.verdict()).toContain('failure: NOT APPROVED: 1 blocker');
    expect(stage.texts()[0]).toContain('not all of it was checked');
    await stage.close();
  });

  test('no value of a secret is ever posted or logged', async () => {
    const secret = {
      'secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: s3, namespace: shop }\nstringData:\n  ACCESS_KEY_ID: BLCANARY-1\n  x: BLCANARY-2\n',
      'broken.yaml': 'apiVersion: v1\nkind: Secret\nstringData:\n  password: "BLCANARY-3\n',
      'cluster.yaml': `${cluster}  env:\n    - name: PASSWORD\n      value: BLCANARY-4\n`,
      'main.tf': 'variable "password" { default = "BLCANARY-5" }\nresource "x" "y" { password = "BLCANARY-6" \n',
    };
    const stage = await stageOf(release, secret);
    const logged: string[] = [];
    const log = makeLog('trace', [], (line) => logged.push(line));
    say(stage.world, stage.issue, 'alice', '/backlint fix');
    say(stage.world, stage.issue, 'bob', '/backlint waive plaintext-credentials until=2026-07-01 reason="x"');
    await stage.reconcile({ log });
    const own = [...stage.texts(), ...stage.issue.pull.notes.map(({ body }) => body), ...logged].join('\n');
    expect(own).toContain('VERDICT');
    expect(own).not.toContain('BLCANARY');
    await stage.close();
  });

  test('a draft gets no notes at lines, a closed one nothing, a dry run writes nothing', async () => {
    const stage = await stageOf(release, { 'cluster.yaml': cluster });
    expect(await stage.reconcile({ isDryRun: true })).toBe('dry-run');
    expect(stage.server.log.filter((line) => !/^(?:GET|POST \/app\/)/.test(line))).toEqual([]);
    stage.issue.pull.isDraft = true;
    if (release === 'github') {
      await stage.reconcile();
      expect([stage.issue.pull.notes, stage.texts().length]).toEqual([[], 1]);
    }
    stage.issue.state = 'closed';
    expect(await stage.reconcile()).toBe('closed');
    await stage.close();
  });
});
