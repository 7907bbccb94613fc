import { describe, expect, test } from 'vitest';
import { expand, readScriptScope } from './script-scope.ts';
import { shellPipelines } from './shell-commands.ts';

const file = { path: 'job.yaml', text: '' };
const origin = (start: number, end: number) => ({ range: { file, start, end } });
const scopeOf = (script: string) => readScriptScope({ variables: new Map() }, shellPipelines(script, origin));

describe('a word becomes', () => {
  test.each([
    ['a=1; b=2', 'x/$a/${b}', ['x/1/2']],
    ['for p in a b; do :; done', 's/$p/', ['s/a/', 's/b/']],
    ['for p in a b; do :; done', '$p/${p}', ['a/a', 'b/b']],
    ['P="a b"; for p in $P; do :; done', '$p', ['a', 'b']],
    ['l=(a "b" # not c\n  d)\nfor p in "${l[@]}"; do :; done', 's/$p/', ['s/a/', 's/b/', 's/d/']],
    ['L="a b"\nl=($L c)\nfor p in ${l[@]}; do :; done', '$p', ['a', 'b', 'c']],
    ['l="a\nb"\nwhile read -r p; do :; done <<< "$l"', '$p', ['a', 'b']],
    ["printf '%s\\n' a b | while read -r p; do :; done", '$p', ['a', 'b']],
    ['echo a\nwhile read -r p; do :; done < list', '$p', []],
    ['list | while read -r p; do :; done', '$p', []],
    ['', '${none:-c}', ['c']],
    ['e=""', '${e:-c}', ['c']],
    ['', '$none/x', []],
    ['a=1', '$a$(date)', []],
    ['a=1', '`x`$a', []],
    ['', 'plain', ['plain']],
  ])('with %j, %j: %j', (script, word, texts) => {
    expect(expand(word, scopeOf(script))).toEqual(texts);
  });

  test('a few of many, in no time', () => {
    const loops = Array.from({ length: 200 }, (_, index) => `for a${index} in 1 2 3 4 5 6 7 8 9; do`).join('\n');
    const word = Array.from({ length: 200 }, (_, index) => `$a${index}`).join('/');
    expect(expand(word, scopeOf(loops))).toHaveLength(64);
    expect(expand('$a0'.repeat(100_000), scopeOf(loops))).toEqual([]);
  });

  test('nothing where words double without end', () => {
    const doubling = Array.from({ length: 2_000 }, (_, index) => `A${index + 1}=$A${index}$A${index}`);
    expect(expand('$A2000', scopeOf(`A0=x\n${doubling.join('\n')}`))).toEqual([]);
  });
});
