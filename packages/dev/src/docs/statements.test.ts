import { readFileSync } from 'node:fs';
import { rules } from '@backlint/rules/rules';
import { expect, test } from 'vitest';
import { root } from '../root.mjs';
import { beyond, statements } from './statements.ts';

const ids = rules.map(({ id }) => id);
const named = statements.flatMap((statement) => statement.rules);

test('every statement is judged by rules that exist, or says what else answers it', () => {
  expect(named.filter((rule) => !ids.includes(rule))).toEqual([]);
  expect(statements.filter((one) => one.rules.length === 0 && one.also === '').map(({ id }) => id)).toEqual([]);
  expect(new Set(statements.map(({ id }) => id)).size).toBe(statements.length);
});

test('every rule comes from a statement, or from beyond them', () => {
  expect(ids.filter((rule) => !named.includes(rule)).sort()).toEqual([...beyond].sort());
});

test('the stories that are named show the rule', () => {
  const stories = statements.flatMap(({ also, rules: by }) =>
    Array.from(also.matchAll(/story `([\w-]+)`/g), ([, story = '']) => ({ story, by })),
  );
  expect(stories.length).toBeGreaterThan(10);
  for (const { story, by } of stories) {
    const { findings } = JSON.parse(readFileSync(`${root}/fixtures/${story}/expected/report.json`, 'utf8'));
    const found = new Set(findings.map(({ rule }: { readonly rule: string }) => rule));
    expect(
      by.filter((rule) => found.has(rule)),
      `${story}: ${by.join(', ')}`,
    ).not.toEqual([]);
  }
});
