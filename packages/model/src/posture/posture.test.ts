import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { readBackupModel } from '../read-backup-model.ts';
import type { Disaster } from './disaster.ts';
import { type Posture, type PostureContext, posturesOf, type Survival } from './posture.ts';

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

/** The first posture of a file. */
function postureIn(text: string, doubts?: PostureContext['doubts']): Posture | undefined {
  const model = readBackupModel(readObjects(memoryTree({ 'a.yaml': text })).result.objects);
  return posturesOf(model, { now: new Date('2026-01-01T00:00:00Z'), ...(doubts ? { doubts } : {}) })[0];
}

/** What is lost at most in each disaster: seconds, `moments`, `lost`, or `?`. */
function lossesIn(text: string): Readonly<Record<string, number | string>> {
  const { survivals = [] } = postureIn(text) ?? {};
  return Object.fromEntries(survivals.map((survival) => [survival.disaster, lossOf(survival)]));
}

function lossOf(survival: Survival): number | string {
  if (survival.outcome !== 'survives') return survival.outcome === 'lost' ? 'lost' : '?';
  const { loss } = survival;
  return loss.kind === 'at-most' ? loss.seconds : loss.kind;
}

const nothingBacksItUp = {
  pod: 'nothing',
  volume: 'lost',
  node: '?',
  namespace: 'lost',
  'cluster-object': 'lost',
  'kubernetes-cluster': 'lost',
  'object-store': 'nothing',
  site: 'lost',
  ransomware: 'lost',
  'bad-migration': 'lost',
} as const satisfies Record<Disaster, number | string>;

const offSite = {
  ...nothingBacksItUp,
  volume: 300,
  node: 300,
  namespace: 300,
  'cluster-object': 300,
  'kubernetes-cluster': 300,
  site: 300,
  ransomware: '?',
  'bad-migration': 'nothing',
};

const inCluster = { ...offSite, site: 'lost', 'kubernetes-cluster': 'lost', node: '?', ransomware: 'lost' };

describe('what is left of a database', () => {
  test.each<[string, string, Partial<Record<Disaster, number | string>>]>([
    ['that nothing backs up', cluster('instances: 1'), nothingBacksItUp],
    ['with replicas anywhere', cluster('instances: 3'), { ...nothingBacksItUp, volume: 'moments' }],
    [
      'with replicas on other nodes',
      cluster('instances: 3\naffinity: { podAntiAffinityType: required }'),
      { ...nothingBacksItUp, volume: 'moments', node: 'moments' },
    ],
    [
      'with replicas on other nodes that are not asked for',
      cluster('instances: 3\naffinity: { podAntiAffinityType: required, enablePodAntiAffinity: false }'),
      { ...nothingBacksItUp, volume: 'moments' },
    ],
    [
      'with replicas that every commit waits for',
      cluster('instances: 3\npostgresql: { synchronous: { method: any, number: 1 } }'),
      { ...nothingBacksItUp, volume: 'nothing' },
    ],
    [
      'with replicas that commits wait for where it suits',
      cluster('instances: 3\npostgresql: { synchronous: { method: any, number: 1, dataDurability: preferred } }'),
      { ...nothingBacksItUp, volume: 'moments' },
    ],
    [
      'with a schedule that is refused',
      cluster(archive()) + schedule().replace('0 0 2 * * *', '0 2 * *'),
      nothingBacksItUp,
    ],
    [
      'with a schedule that never runs',
      cluster(archive()) + schedule().replace('0 0 2 * * *', '0 0 2 30 2 *'),
      nothingBacksItUp,
    ],
    [
      'that archives after an hour',
      cluster(`${archive()}\npostgresql: { parameters: { archive_timeout: 1h } }`) + schedule(),
      { 'kubernetes-cluster': 3600 },
    ],
    [
      'that archives when 16 MB are full',
      cluster(`${archive()}\npostgresql: { parameters: { archive_timeout: "0" } }`) + schedule(),
      { 'kubernetes-cluster': 'unknown', 'bad-migration': 'nothing' },
    ],
    [
      'whose base backups are snapshots, with WAL off-site',
      cluster('backup: { volumeSnapshot: {}, barmanObjectStore: { destinationPath: s3://backups/orders/ } }') +
        schedule('method: volumeSnapshot'),
      { 'cluster-object': 300, volume: '?', site: '?', 'bad-migration': 'nothing' },
    ],
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
      inCluster,
    ],
    [
      'archived in its own namespace',
      cluster(archive(', endpointURL: http://minio.shop.svc:9000')) + schedule(),
      { ...inCluster, namespace: 'lost' },
    ],
    [
      'archived nobody knows where',
      cluster(archive(', endpointURL: https://s3.example.com')) + schedule(),
      { ...offSite, site: '?', 'kubernetes-cluster': '?', namespace: '?', node: '?' },
    ],
    [
      'whose snapshots belong to the cluster',
      cluster('backup: { volumeSnapshot: { online: false, snapshotOwnerReference: cluster } }') +
        schedule('method: volumeSnapshot'),
      { 'cluster-object': 'lost', 'bad-migration': 86_400, volume: '?' },
    ],
    [
      'whose snapshots belong to backups of the cluster',
      cluster('backup: { volumeSnapshot: { online: false, snapshotOwnerReference: backup } }') +
        schedule('method: volumeSnapshot, backupOwnerReference: cluster'),
      { 'cluster-object': 'lost' },
    ],
    [
      'whose snapshots belong to nobody',
      cluster('backup: { volumeSnapshot: { online: false } }') + schedule('method: volumeSnapshot'),
      { 'cluster-object': 86_400, site: '?' },
    ],
    [
      'whose snapshots are taken while it runs, without WAL',
      cluster('backup: { volumeSnapshot: {} }') + schedule('method: volumeSnapshot'),
      { 'cluster-object': '?', 'bad-migration': '?' },
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
        volume: '?',
        'bad-migration': '?',
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
  const site = postureIn(cluster(archive()))?.survivals.find(({ disaster }) => disaster === 'site');
  expect(site).toMatchObject({
    outcome: 'lost',
    gone: [{ why: 'it holds no base backup, and WAL alone restores nothing', copy: { kind: 'archive' } }],
  });
});

test('what rules find against a backup makes it unknown, and the database itself no less there', () => {
  const survivals = postureIn(cluster(archive()) + schedule(), ({ title }) =>
    title.startsWith('ScheduledBackup') ? 'it is refused' : undefined,
  )?.survivals;
  expect(survivals?.map(lossOf)).toEqual(['nothing', '?', '?', '?', '?', '?', 'nothing', '?', '?', '?']);
});

test('a drill that rules find useless is a drill in doubt', () => {
  const drill = `apiVersion: batch/v1
kind: CronJob
metadata: { name: restore-drill, namespace: shop }
spec:
  schedule: "0 5 * * 0"
  jobTemplate: { spec: { template: { spec: { containers: [{ name: d, image: p, command: [pg_restore, -h, orders-rw, app] }] } } } }
`;
  const text = cluster(archive()) + schedule() + drill;
  expect(postureIn(text)).toMatchObject({
    verifications: [{ by: { kind: 'restore-drill' }, unnoticedSeconds: 7 * 86_400, chance: { kind: 'yes' } }],
    count: { drills: { certain: 1, perhaps: 0 } },
  });
  const doubts: PostureContext['doubts'] = ({ title }) =>
    title.startsWith('CronJob') ? 'it proves nothing' : undefined;
  expect(postureIn(text, doubts)).toMatchObject({
    verifications: [{ chance: { kind: 'unknown', why: 'it proves nothing' } }],
    count: { drills: { certain: 0, perhaps: 1 } },
  });
});

test('something that may lose less is told beside what certainly survives', () => {
  const node = postureIn(cluster(`instances: 2\n${archive()}`) + schedule())?.survivals.find(
    ({ disaster }) => disaster === 'node',
  );
  expect(node).toMatchObject({
    by: { kind: 'archive' },
    better: [
      { copy: { kind: 'live' } },
      { copy: { kind: 'replica' }, why: expect.stringContaining('podAntiAffinityType') },
    ],
  });
});

test('3-2-1-1-0 is counted, and what is not certain apart', () => {
  const none = { certain: 0, perhaps: 0 };
  expect(postureIn(cluster(''))?.count).toEqual({
    copies: { certain: 1, perhaps: 0 },
    media: { certain: 1, perhaps: 0 },
    offSite: none,
    immutable: none,
    drills: none,
  });
  expect(postureIn(cluster(archive()) + schedule())?.count).toEqual({
    copies: { certain: 2, perhaps: 0 },
    media: { certain: 2, perhaps: 0 },
    offSite: { certain: 1, perhaps: 0 },
    immutable: { certain: 0, perhaps: 1 },
    drills: none,
  });
});

test('a database outside operators has what its volume and dumps leave', () => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: mysql, namespace: shop }
spec:
  template: { spec: { containers: [{ name: m, image: mysql:8, volumeMounts: [{ name: data, mountPath: /var/lib/mysql }] }] } }
  volumeClaimTemplates: [{ metadata: { name: data } }]
`;
  expect(lossesIn(text)).toEqual({ ...nothingBacksItUp, 'cluster-object': '?' });
});

test('standbys and drills hold nothing of their own', () => {
  const text = cluster('replica: { enabled: true, source: x }');
  expect(lossesIn(text)).toEqual({});
});
