import { describe, expect, test } from 'vitest';
import { formats } from '../formats.ts';
import { runIn, temporaryFolder } from '../test-shell.ts';

/** Names that would do something where they are printed as they are. */
const evil = [
  '\\u001b]8;;http://evil.example\\u0007click\\u001b]8;;\\u0007',
  '\\u001b[2J\\u001b[H',
  '\\u202egnp.exe',
  '\\u200bhidden',
  '::error file=x::injected',
  '##[error]injected',
  '%0A::stop-commands::x',
  '<script>alert(1)</script>',
  '<!-- --> ]]> & "quotes\' ',
  '@everyone #1 [x](javascript:alert(1)) ![x](http://evil.example)',
  '| a | b |',
  '\\n::error::second line',
];

const text = evil
  .map(
    (name, index) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: "${name.replace(/(?<!\\)"/g, '\\"')}", namespace: "ns${index}" }
spec: { storage: { size: 1Gi }, "${name.replace(/(?<!\\)"/g, '\\"')}": 1 }
`,
  )
  .join('---\n');

const path = `apps/::error::x ##[group] <b> @x ${'a'.repeat(20)}.yaml`;

async function output(format: string): Promise<string> {
  const folder = temporaryFolder({ [path]: text });
  const { stdout, stderr } = await runIn(folder.path, ['check', '--format', format, '--verbose']);
  folder.remove();
  expect(stderr).toBe('');
  return stdout;
}

describe.each(Object.keys(formats))('what files say is only text in %s', (format) => {
  test('no control character, no hidden one, no lone surrogate', async () => {
    const shown = await output(format);
    expect(shown.length).toBeGreaterThan(1_000);
    expect(shown).not.toMatch(/[^\P{Cc}\n]|[\u200b\u202e]/u);
  });
});

describe.each(['github', 'forgejo', 'pretty', 'compact'])(
  'no command to a runner comes from a file in %s',
  (format) => {
    test('at the start of a line', async () => {
      const commands = (await output(format)).split('\n').filter((line) => /^\s*(?:::|##\[)/.test(line));
      const own =
        /^(?:::(?:error|warning|notice|debug|group|endgroup)\b|##\[(?:error|warning|notice|group|endgroup)\])/;
      expect(commands.filter((line) => !own.test(line))).toEqual([]);
      expect(commands.filter((line) => /^::error::|^##\[error\]injected|stop-commands::x$/.test(line))).toEqual([]);
    });
  },
);

test('JUnit stays XML', async () => {
  const xml = await output('junit');
  expect(xml).not.toContain('<script>');
  expect(xml.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i);
});

test('Markdown has no link, mention, HTML or row of its own', async () => {
  const markdown = await output('markdown');
  const bare = markdown
    .replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '')
    .replaceAll(/\[\]\(https:\/\/backlint\.dev\/[a-z/-]+\)/g, '');
  expect(bare).not.toMatch(/<(?!br>)|@everyone|#1|\]\(/);
});
