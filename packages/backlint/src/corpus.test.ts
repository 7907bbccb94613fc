import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unreadOf } from '@backlint/report/diagnostic-severity';
import type { DatabaseSummary } from '@backlint/report/report';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { diskTree } from './disk-tree.ts';
import { posturesIn } from './survey/survey.ts';

const corpus = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));
const labelsFile = `${corpus}labels.jsonl`;
const isThere = existsSync(labelsFile) && spawnSync('tar', ['--version']).status === 0;

/** A line of `labels.jsonl`: a database that somebody found by reading the rendered objects. */
interface Label {
  readonly repo: string;
  readonly namespace: string | null;
  readonly cluster: string;
  readonly retention: string | null;
  readonly wal_archived: boolean;
  readonly replica: boolean;
  readonly schedules: readonly { readonly schedule: string; readonly method: string | null }[];
}

/** What a label and a report say of one database, in the same words. */
interface Facts {
  readonly namespace: string | null;
  readonly name: string;
  readonly schedules: readonly string[];
  readonly methods: readonly string[];
  readonly archivesWal: boolean;
  readonly retention: string | null;
  readonly isStandby: boolean;
}

/** Schedules that the labels miss: the namespace of this one is supplied by Argo CD. */
const unlabelled: Readonly<Record<string, readonly string[]>> = { 'mrpbennett/home-ops': ['0 0 0 * * *'] };

/** Databases that Terraform makes, which the labels leave out. */
const madeByTerraform: Readonly<Record<string, readonly string[]>> = {
  'rhysj6/homelab': ['postgresql'],
  'itsc-speters/terraform-module-cnpg-database': ['shared-postgres-dev'],
  'aminrj/homelab-terraform-gitops-infra': ['pg-dev'],
};

/** Every diagnostic there may be, with why: nothing else in these repositories is unreadable. */
const explained: Readonly<Record<string, string>> = {
  'yaml-template': 'a template of a chart, which Helm fills in',
  'yaml-duplicate-key': 'a key that is written twice',
  'yaml-syntax': 'a file that is no YAML',
  'kustomize-patch-failed': 'a JSON patch without a target, which kustomize refuses',
  'kustomize-patch-no-match': 'a patch of a resource that was renamed, which kustomize refuses',
  'kustomize-missing-resource': 'a resource that is in another repository or was forgotten',
  'kustomize-outside-root': 'a resource in another repository',
};

describe.skipIf(!isThere)('31 real repositories (skipped without ../shared, which holds them, or without tar)', () => {
  const labels: readonly Label[] = isThere
    ? readFileSync(labelsFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];
  const repositories = isThere
    ? [
        ...new Set(
          execFileSync('tar', ['-tJf', `${corpus}open.tar.xz`], { maxBuffer: 1e9 })
            .toString()
            .match(/^[^/\n]+__[^/\n]+/gm),
        ),
      ]
    : [];
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'backlint-corpus-'));
    execFileSync('tar', ['-xJf', `${corpus}open.tar.xz`, '-C', folder]);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('are 31, and hold 72 databases', () => {
    expect(repositories).toHaveLength(31);
    expect(labels).toHaveLength(72);
  });

  test.each(repositories)('%s: the databases are those of the labels, and all that is unread is explained', (name) => {
    const report = check(diskTree(join(folder, name)), { now: new Date('2026-01-01T00:00:00Z') });
    expect(report.failures).toEqual([]);
    const unread = unreadOf(report.diagnostics).map(({ code }) => code);
    expect(unread.filter((code) => !(code in explained))).toEqual([]);
    const repo = name.replace('__', '/');
    const own = labels.filter((label) => label.repo === repo);
    const found = report.databases
      .filter(({ engine }) => engine === 'postgresql')
      .filter(isManaged)
      .map(factsOf)
      .filter(({ name: database }) => !madeByTerraform[repo]?.includes(database));
    const expected = own.map(factsOfLabel);
    expect(found.map((one) => asLabelled(one, expected)).sort(byName)).toEqual(expected.sort(byName));
  });

  test.each(repositories)('%s: no database claims to survive by backups that the labels do not have', (name) => {
    const postures = posturesIn(diskTree(join(folder, name)), { now: new Date('2026-01-01T00:00:00Z') });
    const own = labels.filter(({ repo }) => repo === name.replace('__', '/'));
    for (const { title, survivals } of postures) {
      const unsafe = own.filter(
        ({ cluster, schedules, wal_archived }) =>
          title.endsWith(`/${cluster}`) &&
          (schedules.length === 0 || !wal_archived) &&
          !unlabelled[name.replace('__', '/')],
      );
      if (unsafe.length === 0 || own.filter(({ cluster }) => title.endsWith(`/${cluster}`)).length > unsafe.length)
        continue;
      const elsewhere = survivals.filter(
        ({ disaster }) => !['pod', 'volume', 'node', 'object-store'].includes(disaster),
      );
      expect(
        // The labels know nothing of dumps.
        elsewhere.filter(({ outcome, why }) => outcome === 'survives' && !why.startsWith('restore of the newest dump')),
        title,
      ).toEqual([]);
    }
    // Nothing in these files tells of a store that refuses to delete.
    const immortal = postures.flatMap(({ survivals }) =>
      survivals.filter(({ disaster, outcome }) => disaster === 'ransomware' && outcome === 'survives'),
    );
    expect(immortal).toEqual([]);
  });
});

/** Some labels do not say the namespace. */
function asLabelled(found: Facts, labels: readonly Facts[]): Facts {
  const isOpen = labels.some(({ name, namespace }) => name === found.name && namespace === null);
  return isOpen ? { ...found, namespace: null } : found;
}

function isManaged({ address }: DatabaseSummary): boolean {
  return address.startsWith('postgresql.cnpg.io/');
}

const baseBackups: ReadonlySet<string | null> = new Set(['barmanObjectStore', 'plugin', 'volumeSnapshot', null]);

function factsOf({ namespace, name, address, role, protections }: DatabaseSummary): Facts {
  const schedules = protections.filter(({ method, schedule }) => baseBackups.has(method) && schedule !== null);
  const archive = protections.find(({ method }) => method === 'walArchive');
  return {
    namespace,
    name: name ?? (address.split('/')[3] ?? '').replace(/@.*$/, ''),
    schedules: schedules.map(({ schedule }) => schedule ?? '').sort(),
    methods: schedules.map(({ method }) => method ?? 'unknown').sort(),
    archivesWal: archive !== undefined,
    retention: archive?.retention ?? null,
    isStandby: role === 'standby',
  };
}

function factsOfLabel({ repo, namespace, cluster, schedules, retention, ...label }: Label): Facts {
  return {
    namespace,
    name: cluster,
    schedules: [...schedules.map(({ schedule }) => schedule), ...(unlabelled[repo] ?? [])].sort(),
    methods: [...schedules, ...(unlabelled[repo] ?? []).map(() => ({ method: null }))]
      .map(({ method }) => method ?? 'barmanObjectStore')
      .sort(),
    archivesWal: label.wal_archived,
    retention: label.wal_archived ? retention : null,
    isStandby: label.replica,
  };
}

function byName(left: Facts, right: Facts): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}
