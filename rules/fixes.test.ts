import { readFileSync } from 'node:fs';
import type { Fix } from '@backlint/lint/fix';
import { lint } from '@backlint/lint/lint';
import type { Rule } from '@backlint/lint/rule';
import { readBackupModel } from '@backlint/model/read-backup-model';
import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { markdownCases } from './markdown-cases.ts';
import { rules } from './rules.ts';

type Files = Readonly<Record<string, string>>;

const pages = ['README.md', 'cases.md'] as const;
const fixes = rules.flatMap((rule) =>
  pages.flatMap((page) =>
    markdownCases(readFileSync(`${import.meta.dirname}/${rule.id}/${page}`, 'utf8')).flatMap(({ title, files }) =>
      check(rule, files).flatMap(({ fix, fingerprint }) =>
        fix ? [{ rule, files, fix, fingerprint, name: `${rule.id}, ${page}, ${title}: ${fix.title}` }] : [],
      ),
    ),
  ),
);

describe('a fix makes its finding go away, breaks no file and gives its rule nothing new to say', () => {
  test.each(fixes)('$name', ({ rule, files, fix, fingerprint }) => {
    const before = fingerprints(rule, files);
    const after = fingerprints(rule, apply(fix, files));
    expect(before).toContain(fingerprint);
    expect(after).not.toContain(fingerprint);
    expect(after.filter((other) => !before.includes(other))).toEqual([]);
  });
});

function fingerprints(rule: Rule, files: Files): readonly string[] {
  return check(rule, files).map(({ fingerprint }) => fingerprint);
}

function check(rule: Rule, files: Files) {
  const { result, diagnostics } = readObjects(memoryTree(files));
  expect(diagnostics).toEqual([]);
  const model = readBackupModel(result.objects, result);
  return lint(model, [rule], { now: new Date('2026-01-01T00:00:00Z') }).findings;
}

function apply({ edits }: Fix, files: Files): Files {
  const changed = { ...files };
  for (const { range, text } of [...edits].sort((left, right) => right.range.start - left.range.start)) {
    const { path } = range.file;
    const before = changed[path] ?? '';
    changed[path] = before.slice(0, range.start) + text + before.slice(range.end);
  }
  return changed;
}
