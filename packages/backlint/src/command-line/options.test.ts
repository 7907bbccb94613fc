import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildProgram } from './program.ts';

const sources = `${import.meta.dirname}/..`;
const tests = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !file.endsWith('options.test.ts'))
  .map((file) => readFileSync(`${sources}/${file}`, 'utf8'));

const screen = { isTerminal: false, write: () => undefined };
const shell = { cwd: '/', env: {}, now: new Date(0), stdout: screen, stderr: screen, readStdin: async () => '' };
const program = buildProgram({ shell, exit: () => undefined });

test.each(
  program.commands.flatMap((command) =>
    command.options.map(({ long, short }) => ({ command: command.name(), flag: long ?? short ?? '', short })),
  ),
)('backlint $command $flag is used by a test', ({ command, flag, short }) => {
  const flags = [flag, short].filter((one) => one !== undefined);
  const uses = tests.filter((text) => text.includes(`'${command}'`) || command === 'check');
  expect(uses.some((text) => flags.some((one) => new RegExp(`['\` ]${one}(?:['\`= ])`).test(text)))).toBe(true);
});
