import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { lint } from '@backlint/lint/lint';
import type { Rule } from '@backlint/lint/rule';
import type { Tier } from '@backlint/lint/tier';
import type { BackupModel } from '@backlint/model/backup-model';
import { readBackupModel } from '@backlint/model/read-backup-model';
import type { Tenancy } from '@backlint/model/tenancy';
import { readObjects } from '@backlint/objects/read-objects';
import type { Origin } from '@backlint/source/origin';
import { startPosition } from '@backlint/source/position';
import { memoryTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { type Expectation, type MarkdownCase, markdownCases } from './markdown-cases.ts';
import { rules } from './rules.ts';

/** What the pages of `unmet-tier` take for the configuration. */
const tiers: readonly Tier[] = [
  { name: 'bronze', namespaces: [], names: [], walArchive: false },
  {
    name: 'gold',
    namespaces: ['bank'],
    names: [],
    rpoSeconds: 900,
    walArchive: true,
    retentionDays: 30,
    locality: 'off-site',
    destination: 's3://backups/{namespace}/{name}/',
  },
  { name: 'rented', namespaces: [], names: [], destination: 's3://backups/{tenant}/{name}' },
  { name: 'sealed', namespaces: [], names: [], encryption: true },
  { name: 'silver', namespaces: [], names: [], rpoSeconds: 86_400, verification: 'freshness-check' },
];

/** How the pages of `shared-tenant-credentials` and `unmet-tier` tell tenants. */
const tenancy: Tenancy = { label: 'paas.example.org/tenant', namespace: 't-{tenant}' };

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  .map(({ name }) => name)
  .sort();

test('every folder is a rule in rules.ts, in alphabetical order', () => {
  expect(rules.map(({ id }) => id)).toEqual(folders);
});

for (const rule of rules) {
  const pageOf = (name: string) => {
    const path = `${import.meta.dirname}/${rule.id}/${name}`;
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };

  describe(rule.id, () => {
    test('its README has the four headings and its generated first lines', () => {
      const readme = pageOf('README.md');
      expect(readme.match(/^## .+$/gm)).toEqual([
        '## What it catches',
        '## What to write instead',
        '## Why it matters',
        '## When to ignore it',
      ]);
      expect(readme).toMatch(
        new RegExp(`^# ${rule.id}\n\n${rule.summary}\\. \\*\\*${rule.severity}\\*\\*, since ${rule.since}\\.\n`),
      );
    });

    test('its pages show a finding, and say nothing about what to write instead', () => {
      const readme = markdownCases(pageOf('README.md'));
      const findingsIn = (title: string) =>
        readme.filter((page) => page.title === title).flatMap(({ expected }) => expected.filter(isFinding));
      expect(findingsIn('What it catches')).not.toEqual([]);
      expect(findingsIn('What to write instead')).toEqual([]);
      expect(markdownCases(pageOf('cases.md')).length).toBeGreaterThan(0);
    });

    for (const page of ['README.md', 'cases.md']) {
      for (const markdownCase of markdownCases(pageOf(page))) {
        test(`${page}: ${markdownCase.title}`, () => expectVerdict(rule, markdownCase));
      }
    }
  });
}

/** Findings and undecided must be exactly the marked ones; upheld ones are many and must include the marked ones. */
function expectVerdict(rule: Rule, { files, before, expected }: MarkdownCase): void {
  const { findings, upheld, undecided, failures } = lint(modelOf(files), [rule], {
    now: new Date('2026-01-01T00:00:00Z'),
    tiers,
    before: modelOf(before),
  });
  expect(failures).toEqual([]);
  const said = {
    finding: findings.map(({ at, message, severity }) => ({ ...placeOf(at), message, severity })),
    undecided: undecided.map(({ at, why }) => ({ ...placeOf(at), message: why })),
    upheld: upheld.map(({ at, message }) => ({ ...placeOf(at), message })),
  };
  const marked = (outcome: Expectation['outcome']) => expected.filter((expectation) => expectation.outcome === outcome);
  for (const outcome of ['finding', 'undecided'] as const) {
    expect(said[outcome].map(lineOf), `${outcome}s: ${JSON.stringify(said[outcome])}`).toEqual(
      marked(outcome).map(lineOf),
    );
  }
  for (const { outcome, path, line, message, severity } of expected) {
    const here = said[outcome].filter((one) => one.path === path && one.line === line);
    expect(here.map((one) => one.message).join('\n'), `${outcome} at ${path}:${line}`).toContain(message);
    expect(here, `${outcome} at ${path}:${line}`).not.toEqual([]);
    if (severity) expect(here.map((one) => ('severity' in one ? one.severity : ''))).toContain(severity);
  }
}

function modelOf(files: MarkdownCase['files']): BackupModel {
  const objects = readObjects(memoryTree(files));
  expect(objects.diagnostics).toEqual([]);
  return readBackupModel(objects.result.objects, { ...objects.result, tenancy });
}

function placeOf({ range }: Origin): { path: string; line: number } {
  return { path: range.file.path, line: startPosition(range).line };
}

function lineOf({ path, line }: { path: string; line: number }): string {
  return `${path}:${line}`;
}

function isFinding({ outcome }: Expectation): boolean {
  return outcome === 'finding';
}
