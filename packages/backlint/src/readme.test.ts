import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfiguration } from './configuration/read-configuration.ts';
import { runIn } from './test-shell.ts';

const root = resolve(import.meta.dirname, '../../..');
const readme = readFileSync(`${root}/README.md`, 'utf8');
const manifest: { scripts: Record<string, string> } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));

const sessions = Array.from(readme.matchAll(/^```console\n\$ npx backlint (?<command>.+)\n(?<output>[\s\S]*?)^```$/gm));
const lines = Array.from(readme.matchAll(/^```sh\n(?<code>[\s\S]*?)^```$/gm)).flatMap(({ groups }) =>
  (groups?.code ?? '').trimEnd().split('\n'),
);

/** The words of a command line whose only quotes are single ones. */
function wordsOf(command: string): string[] {
  return Array.from(command.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? '');
}

describe('README.md', () => {
  test('shows sessions and commands', () => {
    expect(sessions.length).toBeGreaterThanOrEqual(3);
    expect(lines.length).toBeGreaterThan(5);
  });

  test.each(sessions.map(({ groups }) => [groups?.command ?? '', groups?.output ?? '']))(
    'shows what `backlint %s` really prints',
    async (command, output) => {
      const { stdout, stderr } = await runIn(root, wordsOf(command));
      expect(stderr).toBe('');
      expect(output).toBe(stdout);
    },
  );

  test.each(lines.filter((line) => line.startsWith('npx backlint ')))('`%s` works', async (line) => {
    const [command = ''] = line.slice('npx backlint '.length).split(/\s+#/);
    const { stderr, code } = await runIn(root, wordsOf(command));
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  test('shows a configuration that is valid', () => {
    const text = /^```yaml\n(# yaml-language-server[\s\S]*?)^```$/m.exec(readme)?.[1] ?? '';
    expect(readConfiguration({ path: 'README.md', text })).toMatchObject({ kind: 'configuration' });
  });

  test.each(lines.filter((line) => line.startsWith('npm ')))('`%s` is a script', (line) => {
    const [, script = ''] = line.split(/\s+/);
    expect(Object.keys(manifest.scripts)).toContain(script);
  });
});
