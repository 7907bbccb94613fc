import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { root } from './root.mjs';

describe('npm start', () => {
  test('shows the findings of a story, says what they would mean, and succeeds', () => {
    const { status, stdout } = start([], root);
    expect(stdout).toContain('backlint check fixtures/woodpecker-before/repo');
    expect(stdout).toContain('unscheduled-cluster');
    expect(stdout).toContain('by itself backlint would have exited with 1');
    expect(status).toBe(0);
  });

  test('with a path checks that, from where npm was called, with the exit code of backlint', () => {
    const stories = join(root, 'fixtures');
    expect(start(['healthy/repo'], stories).status).toBe(0);
    expect(start(['woodpecker-before/repo'], stories).status).toBe(1);
    expect(start(['nowhere'], stories).status).toBe(2);
  });

  test('installs and builds only what is missing', () => {
    start([], root);
    expect(start([], root).stdout).not.toContain('Installing');
  });
});

function start(args: readonly string[], calledFrom: string) {
  return spawnSync(process.execPath, [join(root, 'packages/dev/bootstrap.mjs'), 'start', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: calledFrom },
  });
}
