import { expect, test } from 'vitest';
import { fullReport } from '../sample-report.ts';
import { renderGitlab } from './render-gitlab.ts';

test('the GitLab Code Quality report', () => {
  const issues = JSON.parse(renderGitlab(fullReport));
  expect(issues).toHaveLength(4);
  expect(issues[0]).toEqual({
    description: 'No ScheduledBackup backs up Cluster shop/orders',
    check_name: 'unscheduled-cluster',
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    severity: 'critical',
    location: { path: 'apps/orders/cluster.yaml', lines: { begin: 5, end: 5 } },
  });
  expect(new Set(issues.map((issue: { fingerprint: string }) => issue.fingerprint)).size).toBe(4);
  expect(issues.map((issue: { severity: string }) => issue.severity)).toEqual([
    'critical',
    'major',
    'critical',
    'info',
  ]);
});
