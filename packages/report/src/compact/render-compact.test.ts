import { expect, test } from 'vitest';
import { fullReport } from '../sample-report.ts';
import { renderCompact } from './render-compact.ts';

test('one line for each finding and diagnostic', () => {
  expect(renderCompact(fullReport, { pathPrefix: '/repo/' })).toBe(
    [
      '/repo/apps/orders/cluster.yaml:5:9: error: No ScheduledBackup backs up Cluster shop/orders [unscheduled-cluster]',
      '/repo/apps/orders/scheduled-backup.yaml:7:13: warning: The schedule runs every hour at minute 3, not at 03:00 [five-field-schedule]',
      '/repo/apps/orders/scheduled-backup.yaml:6:1: error: This document is not YAML, so it was not read. [yaml-syntax]',
      '/repo/chart/x.yaml:1:1: note: This is a template. [yaml-template]',
      '',
    ].join('\n'),
  );
});
