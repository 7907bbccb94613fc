import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../test-shell.ts';
import { forgeLinkOf } from './forge-link.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;

describe.skipIf(!hasGit)('where files are on the web (skipped where git is not installed)', () => {
  const folder = temporaryFolder({ 'a.yaml': 'a: 1\n' });
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', folder.path, ...args], { encoding: 'utf8' }).trim();
  let commit = '';
  beforeAll(() => {
    git('init', '-q');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-q', '--allow-empty', '-m', 'one');
    commit = git('rev-parse', 'HEAD');
    git('remote', 'add', 'origin', 'x');
    mkdirSync(`${folder.path}/sub`);
  });

  test.each([
    ['git@github.com:shop/infra.git', 'https://github.com/shop/infra/blob/COMMIT/{path}#L{line}'],
    ['https://user:secret@github.com/shop/infra', 'https://github.com/shop/infra/blob/COMMIT/{path}#L{line}'],
    ['ssh://git@codeberg.org:22/shop/infra.git', 'https://codeberg.org/shop/infra/src/commit/COMMIT/{path}#L{line}'],
    [
      'https://gitlab.example.com/group/sub/infra.git',
      'https://gitlab.example.com/group/sub/infra/-/blob/COMMIT/{path}#L{line}',
    ],
    ['https://git.example.com/shop/infra.git', undefined],
    ['/srv/git/infra.git', undefined],
    ['javascript:alert(1)', undefined],
  ])('the remote %s', (remote, link) => {
    git('remote', 'set-url', 'origin', remote);
    expect(forgeLinkOf(folder.path, {})?.replace(commit, 'COMMIT')).toBe(link);
  });

  test('CI says where it runs, and a folder counts from the root of the repository', () => {
    const env = {
      GITHUB_SERVER_URL: 'https://git.example.com',
      GITHUB_REPOSITORY: 'shop/infra',
      FORGEJO_ACTIONS: 'true',
    };
    expect(forgeLinkOf(`${folder.path}/sub`, env)?.replace(commit, 'COMMIT')).toBe(
      'https://git.example.com/shop/infra/src/commit/COMMIT/sub/{path}#L{line}',
    );
  });

  test('outside of git there is none', () => {
    const plain = temporaryFolder({});
    expect(forgeLinkOf(plain.path, {})).toBeUndefined();
    plain.remove();
    folder.remove();
  });
});
