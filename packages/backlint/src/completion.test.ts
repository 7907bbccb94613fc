import { spawnSync } from 'node:child_process';
import { rules } from '@backlint/rules/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from './test-shell.ts';

const folder = temporaryFolder({ 'apps/cluster.yaml': '' });

afterAll(folder.remove);

const hasBash = spawnSync('bash', ['--version']).status === 0;
const hasZsh = spawnSync('zsh', ['--version']).status === 0;
const hasFish = spawnSync('fish', ['--version']).status === 0;

describe.skipIf(!hasBash)('completion in bash (skipped where there is no bash)', () => {
  let script = '';
  beforeAll(async () => {
    script = (await runIn(folder.path, ['completion', 'bash'])).stdout;
  });

  /** What bash offers for the last word. */
  function complete(...words: string[]): readonly string[] {
    const line = ['backlint', ...words];
    const quoted = line.map((word) => `'${word}'`).join(' ');
    const { stdout, stderr } = spawnSync(
      'bash',
      [
        '-c',
        `${script}COMP_WORDS=(${quoted}) COMP_CWORD=${words.length}; _backlint; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
      { cwd: folder.path, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    return stdout.split('\n').filter((word) => word !== '');
  }

  test.each([
    [['ch'], ['check']],
    [['ap'], ['apps']],
    [['check', 'ap'], ['apps']],
    [['--verb'], ['--verbose']],
    [
      ['check', '--fail-on', ''],
      ['error', 'warning', 'note'],
    ],
    [['--format', 'sar'], ['sarif']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [
      ['rules', '--format', ''],
      ['pretty', 'json'],
    ],
  ])('%j', (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });

  test('of rules', () => {
    const ids = rules.map(({ id }) => id);
    expect(complete('explain', '')).toEqual(ids);
    expect(complete('--only', '')).toEqual(ids);
  });
});

describe('completion in other shells', () => {
  test.each(['zsh', 'fish'])('%s knows commands, options, values and rules', async (shell) => {
    const { stdout } = await runIn(folder.path, ['completion', shell]);
    for (const word of ['explain', 'fail-on', 'warning', 'sarif', 'unscheduled-cluster'])
      expect(stdout).toContain(word);
  });

  test.skipIf(!hasZsh)('zsh accepts its script (skipped where there is no zsh)', async () => {
    const { stdout } = await runIn(folder.path, ['completion', 'zsh']);
    expect(spawnSync('zsh', ['-n'], { input: stdout, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test.skipIf(!hasFish)('fish accepts its script (skipped where there is no fish)', async () => {
    const { stdout } = await runIn(folder.path, ['completion', 'fish']);
    expect(spawnSync('fish', ['--no-execute'], { input: stdout, encoding: 'utf8' })).toMatchObject({ status: 0 });
  });
});
