import { spawnSync } from 'node:child_process';
import { rules } from '@backlint/rules/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const folder = temporaryFolder({ 'apps/cluster.yaml': '' });

afterAll(folder.remove);

const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0;
const otherShells = [
  { shell: 'zsh', check: '-n', isMissing: !isThere('zsh') },
  { shell: 'fish', check: '--no-execute', isMissing: !isThere('fish') },
];

describe.skipIf(!isThere('bash'))('completion in bash (skipped where there is no bash)', () => {
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

  for (const { shell, check, isMissing } of otherShells) {
    test.skipIf(isMissing)(`${shell} accepts its script (skipped where it is not installed)`, async () => {
      const { stdout } = await runIn(folder.path, ['completion', shell]);
      expect(spawnSync(shell, [check], { input: stdout, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    });
  }
});
