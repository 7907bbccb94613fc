import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { check } from './check.ts';

const now = new Date('2026-06-15T00:00:00Z');

function cluster(name: string, { metadata = '', above = '' } = {}): string {
  return `${above}apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  namespace: shop
  name: ${name}
${metadata}spec:
  storage: { size: 1Gi }
`;
}

function rulesIn(text: string, options: { ignores?: boolean } = {}): { found: string[]; ignored: string[] } {
  const report = check(memoryTree({ 'a.yaml': text }), { now, ...options });
  return { found: report.findings.map(({ rule }) => rule), ignored: report.ignored.map(({ finding }) => finding.rule) };
}

test('a comment above the object ignores an absence, with its reason', () => {
  const text = cluster('cache', {
    above: '# backlint: ignore[unprotected-database] -- rebuilt from events every night\n',
  });
  const report = check(memoryTree({ 'a.yaml': text }), { now });
  expect(report.findings).toEqual([]);
  expect(report.ignored).toMatchObject([
    { reason: 'rebuilt from events every night', finding: { rule: 'unprotected-database' } },
  ]);
});

test('so does an annotation', () => {
  const metadata = '  annotations:\n    ignore-check.backlint.dev/unprotected-database: a cache\n';
  expect(rulesIn(cluster('cache', { metadata }))).toEqual({ found: [], ignored: ['unprotected-database'] });
});

test('without ignores everything is shown, and nothing is said of them', () => {
  const text = cluster('cache', { above: '# backlint: ignore[unprotected-database] -- a cache\n' });
  expect(rulesIn(text, { ignores: false })).toEqual({ found: ['unprotected-database'], ignored: [] });
});

test('an ignore that is over, does nothing, names no rule or gives no reason is a finding', () => {
  const expired = '# backlint: ignore[unprotected-database] until=2026-01-01 -- soon\n';
  expect(rulesIn(cluster('a', { above: expired })).found).toEqual(['expired-ignore', 'unprotected-database']);
  const unused =
    '# backlint: ignore[shared-archive, unprotected-database] -- x\n# backlint: ignore[shared-archive] -- x\n';
  expect(rulesIn(cluster('a', { above: unused })).found).toEqual(['unused-ignore']);
  const misnamed = '# backlint: ignore[unprotected-databases] -- x\n';
  expect(rulesIn(cluster('a', { above: misnamed })).found).toContain('malformed-ignore');
  const bare = '# backlint: ignore[unprotected-database]\n';
  expect(rulesIn(cluster('a', { above: bare })).found).toEqual(['malformed-ignore', 'unprotected-database']);
});

test('leave to have no schedule is no leave for a schedule to lead nowhere', () => {
  const schedule = `---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { namespace: shop, name: daily }
spec: { schedule: "0 0 3 * * *", cluster: { name: order } }
`;
  const text = cluster('orders', { above: '# backlint: ignore[unprotected-database] -- rebuilt every night\n' });
  const { found, ignored } = rulesIn(`${text}${schedule}`);
  expect(ignored).toEqual(['unprotected-database']);
  expect(found).toContain('orphaned-schedule');
});
