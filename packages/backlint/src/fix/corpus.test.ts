import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFindings } from '@backlint/lint/fixes/new-findings';
import { rememberingTree } from '@backlint/source/source-tree';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CheckedTree, check } from '../check.ts';
import { diskTree } from '../disk-tree.ts';
import { changedTree } from './changed-tree.ts';
import { fixTree } from './fix-tree.ts';

const archive = fileURLToPath(new URL('../../../../../shared/corpus/open.tar.xz', import.meta.url));
const safeties = ['safe', 'unsafe'] as const;
const judge = (tree: CheckedTree) => check(tree, { now: new Date('2026-01-01T00:00:00Z') });

describe.skipIf(!existsSync(archive))('real repositories (skipped without ../shared, which holds them)', () => {
  let folder: string;
  let repositories: readonly string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'backlint-corpus-'));
    execFileSync('tar', ['-xJf', archive, '-C', folder]);
    repositories = execFileSync('ls', [folder], { encoding: 'utf8' }).trim().split('\n');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('have fewer findings after every fix, none that is new, and nothing to fix the second time', {
    timeout: 300_000,
  }, () => {
    let count = 0;
    for (const repository of repositories) {
      const tree = rememberingTree(diskTree(join(folder, repository)));
      const before = judge(tree);
      const fixable = before.findings.filter(({ fix }) => fix);
      if (fixable.length === 0) continue;
      const { changes, fixed, refused, report } = fixTree(tree, before, { judge, safeties });
      expect(newFindings(before.findings, report.findings), repository).toEqual([]);
      const settled = newFindings(report.findings, before.findings);
      expect(settled.length + refused.length, repository).toBeGreaterThanOrEqual(fixable.length);
      expect(settled.length, repository).toBe(before.findings.length - report.findings.length);
      const after = changedTree(tree, new Map([...changes].map(([path, change]) => [path, change.after])));
      expect(fixTree(after, report, { judge, safeties }).fixed, repository).toEqual([]);
      count += fixed.length;
    }
    expect(count).toBeGreaterThan(100);
  });
});
