import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const stories = `${import.meta.dirname}/../../../../fixtures`;
let folder = temporaryFolder({});
const hasGit = spawnSync('git', ['--version']).status === 0;

beforeEach(() => {
  folder = temporaryFolder({});
  git('init', '--quiet', '--initial-branch', 'main');
});
afterEach(() => folder.remove());

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: folder.path, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function commit(files: Readonly<Record<string, string | undefined>>): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) rmSync(`${folder.path}/${path}`);
    else {
      mkdirSync(dirname(`${folder.path}/${path}`), { recursive: true });
      writeFileSync(`${folder.path}/${path}`, text);
    }
  }
  git('add', '--all');
  git('commit', '--quiet', '--message', 'change');
}

const review = (...args: readonly string[]) => runIn(folder.path, ['review', ...args]);

/** The lines of one section of a review. */
function section(text: string, heading: string): string {
  return text.split(/^### /m).find((part) => part.startsWith(heading)) ?? '';
}

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec:
  storage: { size: 10Gi }
  backup:
    retentionPolicy: 30d
    barmanObjectStore:
      destinationPath: s3://backups/orders/
      s3Credentials: { inheritFromIAMRole: true }
`;
const schedule = `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders-daily, namespace: shop }
spec:
  schedule: "0 0 2 * * *"
  immediate: true
  backupOwnerReference: self
  method: barmanObjectStore
  cluster: { name: orders }
`;

describe.skipIf(!hasGit)('backlint review (skipped where there is no git)', () => {
  test.each([
    ['terraform-woodpecker', '87-feat-add-scheduledbackup-cr', 0],
    ['woodpecker', '87-feat-add-scheduledbackup-cr', 0],
    ['moved-destination', '299-off-cluster-postgres-backup-destination', 1],
  ])('reads like a human review of the pull request of %s', async (story, branch, expected) => {
    cpSync(`${stories}/${story}-before/repo`, folder.path, { recursive: true });
    commit({});
    git('checkout', '--quiet', '-b', branch);
    cpSync(`${stories}/${story}-after/repo`, folder.path, { recursive: true });
    commit({});
    const { code, stdout, stderr } = await review();
    expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`${stories}/${story}-after/expected/review.md`);
  });

  test('a deleted ScheduledBackup blocks, although the cluster did not change', async () => {
    commit({ 'cluster.yaml': cluster, 'schedule.yaml': schedule });
    git('checkout', '--quiet', '-b', 'remove');
    commit({ 'schedule.yaml': undefined });
    const { code, stdout } = await review('--base', 'main');
    expect(code).toBe(1);
    expect(section(stdout, 'BLOCKERS')).toMatch(/^1\. `unscheduled-cluster` -- .*`cluster\.yaml:3`/m);
    expect(stdout).toMatch(/### VERDICT: NOT APPROVED\n$/);
  });

  test('a defect that the change does not touch is no blocker, and asks for a follow-up', async () => {
    commit({ 'cluster.yaml': cluster });
    git('checkout', '--quiet', '-b', 'docs');
    commit({ 'README.md': 'hello\n' });
    const { code, stdout } = await review();
    expect(code).toBe(0);
    expect(section(stdout, 'BLOCKERS')).toContain('None.');
    expect(section(stdout, 'NITS')).toMatch(/`unscheduled-cluster`.*Not in scope for this PR\./);
    expect(section(stdout, 'PROCESS')).toContain('1 error outside this PR should be tracked as follow-up issues.');
  });

  test('a defect on a line that changes blocks, also where it was there before', async () => {
    commit({ 'cluster.yaml': cluster });
    git('checkout', '--quiet', '-b', 'rename');
    commit({ 'cluster.yaml': cluster.replace('namespace: shop }', 'namespace: shop } # the shop') });
    expect((await review()).code).toBe(1);
  });

  test('a renamed file changes nothing', async () => {
    commit({ 'cluster.yaml': cluster });
    git('checkout', '--quiet', '-b', 'move');
    commit({ 'cluster.yaml': undefined, 'apps/shop/cluster.yaml': cluster });
    const { code, stdout } = await review();
    expect(code).toBe(0);
    expect(section(stdout, 'NITS')).toMatch(/`apps\/shop\/cluster\.yaml:3`.*Not in scope/);
  });

  test('what a change puts right is told', async () => {
    commit({ 'cluster.yaml': cluster });
    git('checkout', '--quiet', '-b', 'fix');
    commit({ 'schedule.yaml': schedule });
    const { code, stdout } = await review();
    expect(code).toBe(0);
    expect(section(stdout, 'PROCESS')).toContain('This PR puts right: `unscheduled-cluster`');
    expect(section(stdout, 'DOMAIN')).toContain(
      '**No unscheduled cluster** -- ScheduledBackup `shop/orders-daily` backs up',
    );
  });

  test('a file that can no longer be read blocks', async () => {
    commit({ 'cluster.yaml': cluster, 'schedule.yaml': schedule });
    git('checkout', '--quiet', '-b', 'broken');
    commit({ 'schedule.yaml': `${schedule}  - :\n` });
    const { code, stdout } = await review();
    expect(code).toBe(1);
    expect(section(stdout, 'BLOCKERS')).toContain('schedule.yaml:');
  });

  test('conventions and severities come from the configuration', async () => {
    const configuration = `rules: { unscheduled-cluster: warning }
review:
  branch: ^(\\d+)-
  closesIssue: true
  sections: [Summary]
`;
    commit({ 'a.txt': '', '.backlint.yaml': configuration });
    git('checkout', '--quiet', '-b', '12-add-orders');
    commit({ 'cluster.yaml': cluster });
    const body = temporaryFolder({ 'body.md': '## Summary\nNew shop.\n\nCloses #13\n' });
    const { code, stdout } = await review('--pr-body', `${body.path}/body.md`);
    body.remove();
    expect(code).toBe(0);
    expect(section(stdout, 'NITS')).toContain('`unscheduled-cluster`');
    expect(section(stdout, 'SOP')).toContain(
      [
        '- [x] The branch `12-add-orders` is named as agreed',
        '- [ ] The body closes `#13`, and the branch is for `#12`',
        '- [x] The body has a section `Summary`',
      ].join('\n'),
    );
    expect((await review('--no-config')).code).toBe(1);
  });

  test('the configuration may be another file, which is read as it is', async () => {
    commit({ 'cluster.yaml': 'a: 1\n' });
    git('checkout', '--quiet', '-b', 'anything');
    commit({ 'cluster.yaml': 'a: 2\n' });
    const outside = temporaryFolder({ 'house.yaml': 'review: { branch: "^issue-" }\n' });
    const { stdout } = await review('--base', 'main', '--config', `${outside.path}/house.yaml`);
    const without = await review('--base', 'main');
    outside.remove();
    expect(section(stdout, 'SOP COMPLIANCE')).toContain('anything');
    expect(section(without.stdout, 'SOP COMPLIANCE')).not.toContain('anything');
  });

  test('colours are for terminals', async () => {
    commit({ 'cluster.yaml': 'a: 1\n' });
    git('checkout', '--quiet', '-b', 'change');
    commit({ 'cluster.yaml': 'a: 2\n' });
    const steering = String.fromCharCode(27);
    expect((await review('--base', 'main', '--color')).stdout).toContain(`${steering}[`);
    expect((await review('--base', 'main', '--no-color')).stdout).not.toContain(steering);
  });

  test('an issue is held against the files that it names, without any branch', async () => {
    commit({
      'terraform/.keep': '',
      'db/cluster.yaml':
        'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: orders }\nspec: { storage: { size: 1Gi } }\n',
      'issue.md':
        '# Back up `orders`\n\n## File Targets\n- `db/cluster.yaml`\n\n## Acceptance Criteria\n- `kubectl get scheduledbackup` shows it\n',
    });
    const { code, stdout } = await review('--issue', 'issue.md', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('- `orders` is declared at `db/cluster.yaml:3`.');
    expect(stdout).toContain('### VERDICT: READY');
    expect(await review('--issue', 'none.md')).toMatchObject({ code: 2, stdout: '' });
  });

  test('names from files stay text', async () => {
    commit({ 'a.txt': '' });
    git('checkout', '--quiet', '-b', 'evil');
    commit({ 'cluster.yaml': cluster.replace('orders,', '"@everyone <img src=x> #1",') });
    const { stdout } = await review();
    expect(stdout.replace(/`[^`\n]*`/g, '')).not.toMatch(/@everyone|<img|#1/);
  });

  test.each([
    [['--base', 'nowhere'], 'there is no commit "nowhere" here.'],
    [['--head', '--upload-pack=x'], 'there is no commit "--upload-pack=x" here.'],
    [['--pr-body', 'missing.md'], '"missing.md" cannot be read (ENOENT).'],
  ])('%s is wrong usage', async (args, message) => {
    commit({ 'cluster.yaml': cluster });
    expect(await review(...args)).toMatchObject({ code: 2, stdout: '', stderr: `backlint: ${message}\n` });
  });

  test('outside of a repository there is nothing to review', async () => {
    const elsewhere = temporaryFolder({});
    const { code, stderr } = await runIn(elsewhere.path, ['review']);
    elsewhere.remove();
    expect(code).toBe(2);
    expect(stderr).toContain('this is no git repository');
  });
});
