import { readdirSync } from 'node:fs';
import type { Finding } from '@backlint/lint/finding';
import { newFindings } from '@backlint/lint/fixes/new-findings';
import type { Rule } from '@backlint/lint/rule';
import { memoryTree, rememberingTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { type CheckedTree, check } from '../check.ts';
import { diskTree } from '../disk-tree.ts';
import { changedTree } from './changed-tree.ts';
import { fixTree } from './fix-tree.ts';

const now = new Date('2026-01-01T00:00:00Z');
const stories = new URL('../../../../fixtures/', import.meta.url).pathname;
const judge = (tree: CheckedTree) => check(tree, { now });

describe.each(readdirSync(stories).sort())('the story %s', (story) => {
  test.each([[['safe']], [['safe', 'unsafe']]] as const)(
    'has fewer findings after fixing what is %j, and none that is new',
    (safeties) => {
      const tree = rememberingTree(diskTree(`${stories}${story}/repo`));
      const before = judge(tree);
      const once = fixTree(tree, before, { judge, safeties });
      expect(newFindings(before.findings, once.report.findings)).toEqual([]);
      const settled = newFindings(once.report.findings, before.findings);
      expect(settled.map(({ fingerprint }) => fingerprint)).toEqual(
        expect.arrayContaining(once.fixed.map(({ fingerprint }) => fingerprint)),
      );
      const after = changedTree(tree, new Map([...once.changes].map(([path, change]) => [path, change.after])));
      expect(judge(after).findings.map(({ fingerprint }) => fingerprint)).toEqual(
        once.report.findings.map(({ fingerprint }) => fingerprint),
      );
      const twice = fixTree(after, once.report, { judge, safeties });
      expect([...twice.changes]).toEqual([]);
      expect(twice.fixed).toEqual([]);
    },
  );
});

/** A rule that finds the letters of a text, each with a fix that writes something else. */
function letterRule(fixes: Readonly<Record<string, string>>): Rule {
  return {
    id: 'letter',
    summary: 'A letter',
    severity: 'error',
    since: '0.1.0',
    *check(model) {
      const [database] = model.databases;
      const file = database?.origin.range.file;
      for (const match of file?.text.matchAll(/# (\w)$/gm) ?? []) {
        const [, letter = ''] = match;
        if (!database || !file) return;
        const range = { file, start: match.index + 2, end: match.index + 3 };
        yield {
          outcome: 'problem',
          about: database,
          message: letter,
          discriminator: letter,
          at: { range },
          ...(letter in fixes
            ? { fix: { title: letter, safety: 'safe', edits: [{ range, text: fixes[letter] ?? '' }] } }
            : {}),
        };
      }
    },
  };
}

function fixLetters(letters: readonly string[], fixes: Readonly<Record<string, string>>) {
  const text = `kind: Cluster\napiVersion: postgresql.cnpg.io/v1\nmetadata: { name: a }\nspec: { storage: { size: 1Gi } }\n${letters.map((letter) => `# ${letter}\n`).join('')}`;
  const tree = memoryTree({ 'a.yaml': text });
  const judgeLetters = (changed: CheckedTree) => check(changed, { now, rules: [letterRule(fixes)] });
  const { changes, fixed, refused } = fixTree(tree, judgeLetters(tree), { judge: judgeLetters, safeties: ['safe'] });
  const after = changes.get('a.yaml')?.after ?? text;
  const names = (findings: readonly Finding[]) => findings.map(({ message }) => message);
  return {
    letters: [...after.matchAll(/# (.*)$/gm)].map(([, letter]) => letter),
    fixed: names(fixed),
    refused: refused.map(({ finding, why }) => [finding.message, why]),
  };
}

test('a fix that brings up something new is taken back, and the others are made', () => {
  const result = fixLetters(['a', 'b', 'c', 'd'], { a: '-', b: 'x', c: '-', d: '-' });
  expect(result).toEqual({
    letters: ['-', 'b', '-', '-'],
    fixed: ['a', 'c', 'd'],
    refused: [['b', 'it would bring up letter: x']],
  });
});

test('a fix is made where what it brings up can be fixed as well', () => {
  const result = fixLetters(['a', 'b'], { a: 'x', x: '-' });
  expect(result).toEqual({ letters: ['-', 'b'], fixed: ['a', 'x'], refused: [] });
});

test('a fix that does not settle its finding is taken back', () => {
  expect(fixLetters(['a'], { a: 'a' })).toEqual({
    letters: ['a'],
    fixed: [],
    refused: [['a', 'the finding would remain']],
  });
});

test('a fix that hides its object is taken back', () => {
  const result = fixLetters(['a', 'b'], { a: '-\nkind: Clutter', b: '-' });
  expect(result.letters).toEqual(['a', '-']);
  expect(result.refused).toHaveLength(1);
});

test('two fixes in each other’s way are made one after the other', () => {
  const text = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { namespace: shop, name: orders }
spec:
  storage: { size: 10Gi }
  backup: { barmanObjectStore: { destinationPath: s3://backups/orders/ } }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { namespace: shop, name: orders }
spec:
  schedule: "0 0 3 * * *" # at night
  cluster: { name: orders }
`;
  const tree = memoryTree({ 'a.yaml': text });
  const { changes, report } = fixTree(tree, judge(tree), { judge, safeties: ['safe'] });
  expect(changes.get('a.yaml')?.after.slice(text.indexOf('  schedule'))).toBe(`  schedule: "0 0 3 * * *" # at night
  immediate: true
  backupOwnerReference: self
  method: barmanObjectStore
  cluster: { name: orders }
`);
  expect(report.findings.filter(({ fix }) => fix)).toEqual([]);
});
