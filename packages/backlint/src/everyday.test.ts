import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from './test-shell.ts';
import { watchFolder } from './watch.ts';

const cluster = (name: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: ${name}, namespace: shop }
spec: { storage: { size: 1Gi } }
`;
const only = ['--only', 'unprotected-database'];

let folder = temporaryFolder({});
beforeEach(() => {
  folder = temporaryFolder({});
});
afterEach(() => folder.remove());

function write(path: string, text: string): void {
  writeFileSync(join(folder.path, path), text);
}

async function titles(cwd: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await runIn(cwd, [...args, ...only, '--format', 'json']);
  if (stdout === '') return { code, stderr };
  const told: readonly { readonly address: string }[] = JSON.parse(stdout).findings;
  return { code, names: told.map(({ address }) => address.split('/').at(-1)) };
}

describe('standard input', () => {
  const readStdin = async () => cluster('orders');

  test('is a file', async () => {
    const { code, stdout } = await runIn(folder.path, ['-', ...only, '--format', 'compact'], { readStdin });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^stdin\.yaml:3:19: error: /);
  });

  test('has the name and the language that one gives it', async () => {
    const hcl = async () =>
      `resource "kubernetes_manifest" "x" {\n  manifest = ${JSON.stringify({ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'orders', namespace: 'shop' }, spec: { storage: { size: '1Gi' } } }).replaceAll('":', '" = ')}\n}\n`;
    const args = ['-', '--stdin-name', 'main.tf', ...only, '--format', 'compact'];
    expect((await runIn(folder.path, args, { readStdin: hcl })).stdout).toMatch(/^main\.tf:2:\d+: error: /);
  });

  test('comes alone', async () => {
    expect(await runIn(folder.path, ['-', '.'], { readStdin })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"-" reads standard input, and takes no other paths beside it'),
    });
  });
});

describe('what git ignores is not judged', () => {
  test('unless it is named itself', async () => {
    const ignored = temporaryFolder({
      'a.yaml': cluster('a'),
      'build/b.yaml': cluster('b'),
      'c.local.yaml': cluster('c'),
      'keep.local.yaml': cluster('keep'),
      '.gitignore': 'build/\n*.local.yaml\n!keep.local.yaml\n',
    });
    expect((await titles(ignored.path)).names).toEqual(['a', 'keep']);
    expect((await titles(ignored.path, 'build')).names).toEqual(['b']);
    expect((await titles(ignored.path, 'c.local.yaml')).names).toEqual(['c']);
    ignored.remove();
  });
});

const hasGit = spawnSync('git', ['--version']).status === 0;

function git(...args: readonly string[]): void {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: folder.path, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

describe.skipIf(!hasGit)('--changed-since (skipped where there is no git)', () => {
  beforeEach(() => {
    git('init', '--quiet', '--initial-branch', 'main');
    write('old.yaml', cluster('old'));
    git('add', '--all');
    git('commit', '--quiet', '--message', 'old');
  });

  test('tells what is new, in files that git knows and in others', async () => {
    expect(await titles(folder.path, '--changed-since', 'HEAD')).toEqual({ code: 0, names: [] });
    write('new.yaml', cluster('new'));
    expect(await titles(folder.path, '--changed-since', 'HEAD')).toEqual({ code: 1, names: ['new'] });
    git('add', '--all');
    git('commit', '--quiet', '--message', 'new');
    expect((await titles(folder.path, '--changed-since', 'HEAD~1')).names).toEqual(['new']);
  });

  test('tells what is old, on a line that changed', async () => {
    write('old.yaml', cluster('old').replace('namespace: shop }', 'namespace: shop } # the shop'));
    expect((await titles(folder.path, '--changed-since', 'main')).names).toEqual(['old']);
  });

  test('works in a folder of the repository', async () => {
    const { mkdirSync } = await import('node:fs');
    mkdirSync(join(folder.path, 'apps'));
    write('apps/new.yaml', cluster('new'));
    expect(await titles(join(folder.path, 'apps'), '--changed-since', 'HEAD')).toEqual({ code: 1, names: ['new'] });
  });

  test('says what is wrong', async () => {
    expect(await titles(folder.path, '--changed-since', 'nowhere')).toEqual({
      code: 2,
      stderr: 'backlint: there is no commit "nowhere" here.\n',
    });
  });
});

test('outside of a repository nothing tells what changed', async () => {
  write('a.yaml', cluster('a'));
  expect(await titles(folder.path, '--changed-since', 'HEAD')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('this is no git repository'),
  });
});

describe('--watch', () => {
  test('checks again after a change, once for many, and stops when told', async () => {
    write('a.yaml', cluster('a'));
    const stop = new AbortController();
    const checks: number[] = [];
    let resolveSecond = () => {};
    const second = new Promise<void>((resolve) => {
      resolveSecond = resolve;
    });
    const runCheck = async () => {
      checks.push(checks.length);
      if (checks.length === 2) resolveSecond();
      return checks.length;
    };
    const watching = watchFolder(
      folder.path,
      runCheck,
      { stderr: { write: () => undefined, isTerminal: false } },
      stop.signal,
    );
    const nudge = setInterval(() => write('a.yaml', cluster(`a${Date.now()}`)), 1000);
    await second;
    clearInterval(nudge);
    stop.abort();
    expect(await watching).toBeGreaterThanOrEqual(2);
  });

  const program = join(import.meta.dirname, '../bin/backlint.js');

  test.skipIf(!existsSync(join(import.meta.dirname, '../dist/backlint.js')))(
    'runs as a command (skipped before it is built)',
    async () => {
      write('a.yaml', cluster('a'));
      const child = spawn(process.execPath, [program, '--watch', '--format', 'compact', ...only], { cwd: folder.path });
      let shown = '';
      const isShown = (words: string) =>
        new Promise<void>((resolve) => {
          child.stdout.on('data', (text) => {
            shown += text;
            if (shown.includes(words)) resolve();
          });
        });
      await isShown('shop/a:');
      const again = isShown('shop/b:');
      const nudge = setInterval(() => write('a.yaml', cluster('b')), 500);
      await again;
      clearInterval(nudge);
      child.kill();
      expect(shown).toContain('shop/b:');
    },
    30_000,
  );
});
