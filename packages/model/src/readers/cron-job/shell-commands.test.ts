import { describe, expect, test } from 'vitest';
import { shellPipelines } from './shell-commands.ts';

const file = { path: 'job.yaml', text: '' };
const origin = (start: number, end: number) => ({ range: { file, start, end } });

/** Each pipeline as text: commands by ` | `, `?` where its status is asked, `…` where another follows. */
function read(script: string): readonly string[] {
  return shellPipelines(script, origin).map(({ commands, isTested, isFollowed }) => {
    const text = commands.map((words) => words.map((word) => word.text).join(' ')).join(' | ');
    return `${text}${isTested ? ' ?' : ''}${isFollowed ? ' …' : ''}`;
  });
}

describe('the pipelines of a script', () => {
  test.each([
    ['a b\nc', ['a b …', 'c']],
    ['a; b & c', ['a …', 'b …', 'c']],
    ['a | b |\n  c', ['a | b | c']],
    ['a \\\n  --long', ['a --long']],
    ['a && b || c', ['a ? …', 'b ? …', 'c']],
    ['if a; then\n  b\nelse\n  exit 1\nfi', ['a ? …', 'b', 'exit 1']],
    ['if a; then b; elif c; then d; fi; e', ['a ? …', 'b …', 'c ? …', 'd …', 'e']],
    ['if a; then\n  if b; then c; else d; fi\nelse e; fi', ['a ? …', 'b ? …', 'c', 'd', 'e']],
    ['case $x in\n  a) b ;;\n  *) c; d ;;\nesac', ['case $x in …', 'a …', 'b', '* …', 'c …', 'd']],
    ['a\nexit $?', ['a', 'exit $?']],
    ['a\nexit 0', ['a …', 'exit 0']],
    ['while ! a; do b; done', ['a ? …', 'b']],
    ['PGPASSWORD=x pg_dump app | gzip', ['pg_dump app | gzip']],
    ['FILES=1', ['FILES=1']],
    ['time pg_dump app', ['pg_dump app']],
    ['{ a; b; }', ['a …', 'b']],
    ['(a; b)', ['a …', 'b']],
    ['# a comment | with a pipe\na', ['a']],
    ["echo 'a | b; c'", ['echo a | b; c']],
    ['test -n "$(mc ls x | head -1)"', ['test -n $(mc ls x | head -1)', 'mc ls x | head -1']],
    ['x="$((1 + 2))"', ['x=$((1 + 2))']],
    ['', []],
    ['|||&&;;((', []],
    ["it's not closed", ["it ' s not closed"]],
  ])('%j', (script, pipelines) => {
    expect(read(script)).toEqual(pipelines);
  });

  test('know where each word stands', () => {
    const [first] = shellPipelines('set -e\npg_dump app', origin).slice(1);
    expect(first?.commands[0]?.map(({ at }) => [at.range.start, at.range.end])).toEqual([
      [7, 14],
      [15, 18],
    ]);
  });

  test('of a long script are found in linear time', () => {
    const lines = (count: number) => 'a "$(b)" | c && d\n'.repeat(count);
    expect(shellPipelines(lines(5000), origin)).toHaveLength(15_000);
  });
});
