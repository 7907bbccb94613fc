import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { readBackupModel } from '../read-backup-model.ts';
import type { Disaster } from './disaster.ts';
import { posturesOf } from './posture.ts';

const cluster = (spec: string, name = 'orders', namespace = 'shop') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  storage: { size: 10Gi }
${spec.replace(/^/gm, '  ')}
---
`;
const schedule = (more = 'method: barmanObjectStore') => `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders-daily, namespace: shop }
spec: { schedule: "0 0 2 * * *", cluster: { name: orders }, ${more} }
---
`;
const archive = (endpoint = '') =>
  `backup: { barmanObjectStore: { destinationPath: s3://backups/orders/${endpoint} } }`;

/** What is lost at most in each disaster: seconds, `lost`, or `?`. */
function lossesIn(text: string): Readonly<Record<string, number | string | undefined>> {
  const model = readBackupModel(readObjects(memoryTree({ 'a.yaml': text })).result.objects);
  const [posture] = posturesOf(model, new Date('2026-01-01T00:00:00Z'));
  return Object.fromEntries(
    (posture?.survivals ?? []).map((survival) => [
      survival.disaster,
      survival.outcome === 'survives' ? survival.lossSeconds : survival.outcome === 'lost' ? 'lost' : '?',
    ]),
  );
}

const nothingBacksItUp = {
  pod: 0,
  volume: 'lost',
  namespace: 'lost',
  'cluster-object': 'lost',
  'kubernetes-cluster': 'lost',
  'object-store': 0,
  site: 'lost',
  ransomware: 'lost',
  'bad-migration': 'lost',
} as const satisfies Record<Disaster, number | string>;

const offSite = {
  ...nothingBacksItUp,
  volume: 300,
  namespace: 300,
  'cluster-object': 300,
  'kubernetes-cluster': 300,
  site: 300,
  ransomware: '?',
  'bad-migration': 0,
};

describe('what is left of a database', () => {
  test.each<[string, string, Partial<Record<Disaster, number | string>>]>([
    ['that nothing backs up', cluster('instances: 1'), nothingBacksItUp],
    ['with replicas', cluster('instances: 3'), { ...nothingBacksItUp, volume: 0 }],
    ['with WAL and no base backup', cluster(archive()), nothingBacksItUp],
    ['archived off-site', cluster(archive()) + schedule(), offSite],
    ['archived with a suspended schedule', cluster(archive()) + schedule('suspend: true'), nothingBacksItUp],
    [
      'archived on the same site',
      cluster(archive(', endpointURL: https://nas.lan')) + schedule(),
      { ...offSite, site: 'lost' },
    ],
    [
      'archived in the same Kubernetes cluster',
      cluster(archive(', endpointURL: http://minio.minio.svc:9000')) + schedule(),
      { ...offSite, site: 'lost', 'kubernetes-cluster': 'lost' },
    ],
    [
      'archived in its own namespace',
      cluster(archive(', endpointURL: http://minio.shop.svc:9000')) + schedule(),
      { ...offSite, site: 'lost', 'kubernetes-cluster': 'lost', namespace: 'lost' },
    ],
    [
      'archived nobody knows where',
      cluster(archive(', endpointURL: https://s3.example.com')) + schedule(),
      { ...offSite, site: '?', 'kubernetes-cluster': '?', namespace: '?' },
    ],
    [
      'whose snapshots belong to the cluster',
      cluster('backup: { volumeSnapshot: { snapshotOwnerReference: cluster } }') + schedule('method: volumeSnapshot'),
      { 'cluster-object': 'lost', 'bad-migration': 86_400, volume: '?' },
    ],
    [
      'whose snapshots belong to backups of the cluster',
      cluster('backup: { volumeSnapshot: { snapshotOwnerReference: backup } }') +
        schedule('method: volumeSnapshot, backupOwnerReference: cluster'),
      { 'cluster-object': 'lost' },
    ],
    [
      'whose snapshots belong to nobody',
      cluster('backup: { volumeSnapshot: {} }') + schedule('method: volumeSnapshot'),
      { 'cluster-object': 86_400, site: '?' },
    ],
    [
      'that is dumped every night',
      `${cluster('instances: 1')}apiVersion: batch/v1
kind: CronJob
metadata: { name: dump, namespace: shop }
spec:
  schedule: "0 1 * * *"
  jobTemplate: { spec: { template: { spec: { containers: [{ name: d, image: p, command: [pg_dump, -h, orders-rw, app] }] } } } }
`,
      {
        ...nothingBacksItUp,
        volume: 86_400,
        'bad-migration': 86_400,
        namespace: '?',
        'cluster-object': '?',
        site: '?',
        'kubernetes-cluster': '?',
        ransomware: '?',
      },
    ],
    [
      'with a standby in another namespace',
      cluster(archive()) +
        schedule() +
        cluster(
          'replica: { enabled: true, source: orders }\nexternalClusters: [{ name: orders, barmanObjectStore: { destinationPath: s3://backups/orders/ } }]',
          'copy',
          'dr',
        ),
      offSite,
    ],
  ])('%s', (_, text, expected) => {
    expect(lossesIn(text)).toMatchObject(expected);
  });
});

test('says why nothing is left', () => {
  const model = readBackupModel(readObjects(memoryTree({ 'a.yaml': cluster(archive()) })).result.objects);
  const [posture] = posturesOf(model, new Date(0));
  expect(posture?.survivals.find(({ disaster }) => disaster === 'site')).toMatchObject({
    outcome: 'lost',
    why: 'recovery from the archive of Cluster shop/orders: it holds no base backup, and WAL alone restores nothing',
  });
});

test('standbys and drills hold nothing of their own', () => {
  const text = cluster('replica: { enabled: true, source: x }');
  expect(lossesIn(text)).toEqual({});
});
