import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readBackupModel } from '../read-backup-model.ts';
import type { MaintenanceWindow } from './maintenance-window.ts';
import { type Timeline, timelineOf } from './timeline.ts';

const cluster = (name: string, bucket = 'backups') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: ${name}, namespace: shop }
spec: { storage: { size: 1Gi }, backup: { barmanObjectStore: { destinationPath: s3://${bucket}/${name}/ } } }
---
`;
const backup = (name: string, schedule: string, more = '') => `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: ${name}-daily, namespace: shop }
spec: { schedule: "${schedule}", cluster: { name: ${name} }, method: barmanObjectStore${more} }
---
`;
const dump = (schedule: string, zone: string) => `apiVersion: batch/v1
kind: CronJob
metadata: { name: dump, namespace: shop }
spec:
  schedule: "${schedule}"
  timeZone: ${zone}
  jobTemplate: { spec: { template: { spec: { containers: [{ name: d, image: p, command: [pg_dump, -h, one-rw, app] }] } } } }
---
`;

function timelineIn(
  text: string,
  {
    from = '2026-03-28T00:20:00Z',
    hours = 24,
    windows = [],
  }: { from?: string; hours?: number; windows?: readonly MaintenanceWindow[] } = {},
): Timeline {
  const model = readBackupModel(readObjects(memoryTree({ 'a.yaml': text })).result.objects);
  return timelineOf(model, { from: new Date(from), hours, windows });
}

const runsIn = ({ lanes }: Timeline) =>
  lanes.flatMap(({ tracks }) =>
    tracks.map(({ title, runs }) => [title, ...runs.map((run) => new Date(run).toISOString().slice(5, 16))]),
  );

test('times are real ones: two dialects, two zones, and a night in which the clocks change', () => {
  const timeline = timelineIn(cluster('one') + backup('one', '0 30 1 * * *') + dump('30 2 * * *', 'Europe/Rome'), {
    hours: 48,
  });
  expect(runsIn(timeline)).toEqual([
    ['ScheduledBackup shop/one-daily', '03-28T01:30', '03-29T01:30'],
    // At half past two in the night of the 29th there is no half past two in Rome.
    ['CronJob shop/dump', '03-28T01:30'],
  ]);
  expect(timeline.clashes).toEqual([
    {
      tracks: [expect.objectContaining({ kind: 'base-backup' }), expect.objectContaining({ kind: 'dump' })],
      times: [Date.parse('2026-03-28T01:30:00Z')],
    },
  ]);
});

test('an axis begins with the full hour, and what begins with it is there', () => {
  const timeline = timelineIn(cluster('one') + backup('one', '0 0 0 * * *'));
  expect(new Date(timeline.from).toISOString()).toBe('2026-03-28T00:00:00.000Z');
  expect(runsIn(timeline)).toEqual([['ScheduledBackup shop/one-daily', '03-28T00:00']]);
});

test('each store has a lane, and what shares a bucket shares the lane', () => {
  const names = ['one', 'two', 'three'];
  const text = names.map(
    (name) => cluster(name, name === 'three' ? 'others' : 'backups') + backup(name, '0 0 3 * * *'),
  );
  expect(timelineIn(text.join('')).lanes).toMatchObject([
    {
      name: 's3://backups',
      tracks: [{ title: 'ScheduledBackup shop/one-daily' }, { title: 'ScheduledBackup shop/two-daily' }],
    },
    { name: 's3://others', tracks: [{ title: 'ScheduledBackup shop/three-daily' }] },
  ]);
});

test.each([
  ['0 0 3 * * *', ', suspend: true', 'it is suspended'],
  ['@every 6h', '', 'an interval counts from when the operator first saw it, which is not in these files'],
  ['0 0 25 * * *', '', expect.stringMatching(/^its schedule is refused: /)],
])('%s%s has no place on the axis', (schedule, more, unplaced) => {
  const [lane] = timelineIn(cluster('one') + backup('one', schedule, more)).lanes;
  expect(lane?.tracks).toMatchObject([{ runs: [], unplaced }]);
});

test('what runs every minute is cut', () => {
  const [lane] = timelineIn(cluster('one') + backup('one', '0 * * * * *')).lanes;
  expect(lane?.tracks).toMatchObject([{ isCut: true, runs: { length: 1000 } }]);
});

test('what begins while the platform is worked on is told', () => {
  const windows: readonly MaintenanceWindow[] = [
    {
      name: 'patch night',
      seconds: 3 * 3600,
      schedule: {
        dialect: 'cronjob',
        expression: { kind: 'written', value: '0 23 * * 5', origin },
        timeZone: { kind: 'absent', origin },
      },
    },
  ];
  const timeline = timelineIn(cluster('one') + backup('one', '0 30 1 * * *'), { windows });
  expect(timeline.interruptions).toMatchObject([
    { track: { title: 'ScheduledBackup shop/one-daily' }, window: { title: 'patch night' }, times: { length: 1 } },
  ]);
});

const origin = { range: { file: { path: 'c.yaml', text: '' }, start: 0, end: 0 } };

test('free times are those at which nothing begins on any day', () => {
  expect(timelineIn('').free).toEqual([{ from: 0, minutes: 1440 }]);
  const twice = cluster('one') + backup('one', '0 0 3 * * *') + dump('0 12 * * *', 'UTC');
  expect(timelineIn(twice).free).toEqual([
    { from: 12 * 60 + 15, minutes: 14 * 60 + 45 },
    { from: 3 * 60 + 15, minutes: 8 * 60 + 45 },
  ]);
});
