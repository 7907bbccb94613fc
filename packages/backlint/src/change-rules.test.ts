import { parseDiff } from '@backlint/review/diff/parse-diff';
import { renderReview } from '@backlint/review/render-review';
import { memoryTree } from '@backlint/source/source-tree';
import { createTwoFilesPatch } from 'diff';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { configurationOfTree } from './configuration/configuration-of-tree.ts';
import { reviewChange } from './review-change.ts';

const now = new Date('2026-01-01T00:00:00Z');
const rule = 'shortened-retention';

/** A database with the lines of its backup section, and what else there is. */
function files(backup: readonly string[], ...documents: readonly string[]): string {
  const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { namespace: shop, name: orders }
spec:
  storage: { size: 10Gi }
${backup.length === 0 ? '' : `  backup:\n${backup.map((line) => `    ${line}\n`).join('')}`}`;
  return [cluster, ...documents].join('---\n');
}

const store = 'barmanObjectStore: { destinationPath: s3://backups/, s3Credentials: { inheritFromIAMRole: true } }';
const kept = (days: number, ...above: readonly string[]) => files([...above, `retentionPolicy: ${days}d`, store]);
const ignore = `# backlint: ignore[${rule}] -- the audit is over`;

/** The review of a change of one file, by the configuration that was there before. */
function review(before: string, after: string, configuration = '') {
  const [base, head] = [before, after].map((text) =>
    memoryTree({ 'db.yaml': text, ...(configuration === '' ? {} : { '.backlint.yaml': configuration }) }),
  );
  const loaded = base && configurationOfTree(base);
  if (!base || !head || loaded?.kind !== 'loaded') throw new Error('no configuration');
  const patch = createTwoFilesPatch('a/db.yaml', 'b/db.yaml', before, after).replace(/^=+\n/, '');
  const changed = parseDiff(`diff --git a/db.yaml b/db.yaml\n${patch}`);
  const pullRequest = { title: '', body: '', branch: 'a', labels: [], isDraft: false, isByBot: false };
  const { review: made, report } = reviewChange({ base, head, files: changed, pullRequest }, loaded, now);
  return { ...made, report, text: renderReview(made) };
}

const rulesIn = (found: readonly { readonly rule?: string }[]) => found.flatMap((one) => one.rule ?? []);

describe('a rule about changes', () => {
  test('is never asked by a check of files alone', () => {
    const { findings } = check(memoryTree({ 'db.yaml': kept(7) }), { now });
    expect(rulesIn(findings)).not.toContain(rule);
  });

  test('blocks the change, and shows both sides', () => {
    const { blockers, comparison, text, inline } = review(kept(30), kept(7));
    expect(rulesIn(blockers)).toContain(rule);
    expect(rulesIn(comparison.introduced)).toEqual([rule]);
    expect(text).toContain('(`db.yaml:7`; how long it was, before this PR: `db.yaml:7`)');
    expect(inline.map(({ line }) => line)).toContain(7);
  });

  test('says nothing of what is as it was, and nothing once it is merged', () => {
    expect(rulesIn(review(kept(7), kept(7, '# a remark')).comparison.introduced)).toEqual([]);
    expect(rulesIn(review(kept(7), files([`retentionPolicy: 7d`, store], '# more\n')).report.findings)).not.toContain(
      rule,
    );
  });

  test('is the same finding after another push', () => {
    const [first, second] = [kept(14), kept(7, '# a remark')].map(
      (head) => review(kept(30), head).comparison.introduced,
    );
    expect(first?.map(({ fingerprint }) => fingerprint)).toEqual(second?.map(({ fingerprint }) => fingerprint));
  });

  test('has the severity that the configuration gives it', () => {
    const { blockers, nits } = review(kept(30), kept(7), `rules: { ${rule}: warning }\n`);
    expect([rulesIn(blockers).includes(rule), rulesIn(nits).includes(rule)]).toEqual([false, true]);
    expect(rulesIn(review(kept(30), kept(7), `rules: { ${rule}: off }\n`).report.findings)).not.toContain(rule);
  });

  test('is waived in the configuration', () => {
    const waiver = `waivers:\n  - { rule: ${rule}, object: postgresql.cnpg.io/Cluster/shop/orders, reason: agreed, until: 2026-12-31 }\n`;
    const { report } = review(kept(30), kept(7), waiver);
    expect(rulesIn(report.findings)).not.toContain(rule);
    expect(report.ignored.map(({ finding }) => finding.rule)).toEqual([rule]);
  });
});

test('where a rule about changes has found why, rules about files add nothing', () => {
  const reader = (path: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { namespace: dr, name: orders-standby }
spec:
  storage: { size: 10Gi }
  bootstrap: { recovery: { source: orders } }
  replica: { enabled: true, source: orders }
  externalClusters:
    - { name: orders, barmanObjectStore: { destinationPath: ${path} } }
`;
  const [before, after] = ['s3://backups/', 's3://offsite/pg/'].map((path) =>
    files([`barmanObjectStore: { destinationPath: ${path} }`], reader('s3://backups/')),
  );
  const said = (configuration: string) => {
    const found = rulesIn(review(before ?? '', after ?? '', configuration).comparison.introduced);
    return ['incomplete-move', 'foreign-recovery-archive'].filter((id) => found.includes(id));
  };
  expect(said('')).toEqual(['incomplete-move']);
  expect(said('rules: { incomplete-move: off }\n')).toEqual(['foreign-recovery-archive']);
});

describe('an ignore of a rule about changes', () => {
  test('speaks for the change that it comes with', () => {
    const { report, blockers } = review(kept(30), kept(7, ignore));
    expect(rulesIn(report.findings)).not.toContain(rule);
    expect(rulesIn(blockers)).not.toContain(rule);
    expect(report.ignored).toMatchObject([{ reason: 'the audit is over' }]);
  });

  test('does not speak for the next one', () => {
    const { report } = review(kept(30, ignore), kept(7, ignore));
    expect(rulesIn(report.findings)).toContain(rule);
  });

  test('may go afterwards: reviews say so out of scope, and checks do not complain', () => {
    const after = kept(7, ignore);
    const { comparison } = review(after, `${after}---\n# more\n`);
    expect(rulesIn(comparison.untouched)).toContain('unused-ignore');
    expect(rulesIn(comparison.introduced)).toEqual([]);
    expect(rulesIn(check(memoryTree({ 'db.yaml': after }), { now }).findings)).not.toContain('unused-ignore');
  });
});

/*
 * No rule about changes says that a database loses its last protection, because what is missing then is found in the files
 * after it, and is new.
 */
describe('a protection that goes is introduced by what judges the files', () => {
  const schedule = (suspend = '') => `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { namespace: shop, name: orders-daily }
spec: { schedule: "0 0 2 * * *", immediate: true, cluster: { name: orders }${suspend} }
`;
  const dump = `apiVersion: batch/v1
kind: CronJob
metadata: { namespace: shop, name: orders-dump }
spec:
  schedule: "0 3 * * *"
  jobTemplate: { spec: { template: { spec: { containers: [{ name: d, image: p, command: [pg_dump, -h, orders-rw, -f, /b/x.sql] }] } } } }
`;
  const standby = (enabled: boolean, backup: readonly string[] = []) =>
    files(backup).replace('spec:\n', `spec:\n  replica: { enabled: ${enabled}, source: paris }\n`);
  const archive = ['retentionPolicy: 30d', store];
  const before = files(archive, schedule());

  test.each([
    ['the schedule is removed', before, files(archive), 'unscheduled-cluster'],
    ['the schedule is suspended', before, files(archive, schedule(', suspend: true')), 'suspended-schedule'],
    ['the archive is removed', before, files([], schedule()), 'unsupported-backup-method'],
    ['both are removed', before, files([]), 'unprotected-database'],
    ['a standby without backups is promoted', standby(true), standby(false), 'unprotected-database'],
    ['a standby that archives is promoted', standby(true, archive), standby(false, archive), 'unscheduled-cluster'],
    ['the dump is removed', files([], dump), files([]), 'unprotected-database'],
  ])('%s', (_, was, is, expected) => {
    expect(rulesIn(review(was, is).comparison.introduced)).toContain(expected);
  });
});
