import type { MappingNode, Node } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import { startPosition } from '@backlint/source/position';
import { startOf } from '@backlint/source/range';
import { expect, test } from 'vitest';
import { readYaml } from '../yaml/read-yaml.ts';
import { isClusterChart, renderClusterChart } from './cluster-chart.ts';
import type { HelmRelease } from './helm-release.ts';

function releaseOf(values: string, name = 'orders'): HelmRelease {
  const file = { path: 'values.yaml', text: values };
  const [document] = readYaml(file).result;
  const origin = { range: startOf({ path: 'release.yaml', text: '' }) };
  return {
    title: 'HelmRelease shop/orders',
    releaseName: { kind: 'written', value: name, origin },
    namespace: { kind: 'written', value: 'shop', origin },
    chart: 'cluster',
    repository: 'https://cloudnative-pg.github.io/charts',
    version: '0.8.1',
    values: document?.root ?? { kind: 'mapping', entries: new Map(), origin },
    origin,
  };
}

function plain(node: Node | undefined): unknown {
  if (!node || node.kind === 'unknown') return node?.why;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries(Array.from(node.entries, ([key, { value }]) => [key, plain(value)]));
}

function kindsOf(objects: readonly MappingNode[] | undefined): unknown[] {
  return (objects ?? []).map(
    (object) => `${plain(nodeAt(object, ['kind']))} ${plain(nodeAt(object, ['metadata', 'name']))}`,
  );
}

test('nothing is backed up unless `backups.enabled` says so', () => {
  const objects = renderClusterChart(releaseOf('cluster: { instances: 2 }'));
  expect(kindsOf(objects)).toEqual(['Cluster orders-cluster']);
  expect(plain(objects?.[0])).toMatchObject({ spec: { instances: 2 } });
  expect(plain(nodeAt(objects?.[0] as Node, ['spec', 'backup']))).toBeUndefined();
});

test('backups without a list of schedules get a daily one', () => {
  const objects = renderClusterChart(
    releaseOf('backups: { enabled: true, s3: { bucket: b, path: /orders, region: eu-west-1 } }', 'pg-cluster'),
  );
  expect(kindsOf(objects)).toEqual([
    'Cluster pg-cluster',
    'ScheduledBackup pg-cluster-daily-backup',
    'Secret pg-cluster-backup-s3-creds',
  ]);
  expect(plain(objects?.[0])).toMatchObject({
    spec: {
      backup: {
        retentionPolicy: '30d',
        barmanObjectStore: {
          destinationPath: 's3://b/orders',
          endpointURL: 'https://s3.eu-west-1.amazonaws.com',
          s3Credentials: { accessKeyId: { name: 'pg-cluster-backup-s3-creds', key: 'ACCESS_KEY_ID' } },
        },
      },
    },
  });
  expect(plain(objects?.[1])).toMatchObject({
    spec: { schedule: '0 0 0 * * *', immediate: true, method: 'barmanObjectStore', cluster: { name: 'pg-cluster' } },
  });
});

test('with the plugin, schedules still default to the in-tree method', () => {
  const values = `
backups:
  enabled: true
  method: plugin
  pluginConfiguration: { name: barman-cloud.cloudnative-pg.io }
  destinationPath: s3://b/x
  scheduledBackups:
    - { name: nightly, schedule: "0 0 3 * * *" }
`;
  const objects = renderClusterChart(releaseOf(values));
  expect(kindsOf(objects)).toEqual([
    'Cluster orders-cluster',
    'ObjectStore orders-cluster-backups',
    'ScheduledBackup orders-cluster-nightly',
    'Secret orders-cluster-backup-s3-creds',
  ]);
  expect(plain(objects?.[0])).toMatchObject({
    spec: { plugins: [{ isWALArchiver: true, parameters: { barmanObjectName: 'orders-cluster-backups' } }] },
  });
  expect(plain(objects?.[2])).toMatchObject({ spec: { method: 'barmanObjectStore' } });
});

test('a value points at its line in the values', () => {
  const objects = renderClusterChart(releaseOf('backups:\n  enabled: true\n  retentionPolicy: 7d\n'));
  const retention = nodeAt(objects?.[0] as Node, ['spec', 'backup', 'retentionPolicy']);
  expect(retention && startPosition(retention.origin.range)).toEqual({ line: 3, column: 20 });
});

test('recovery from an object store reads under the name given, or under the one the chart makes up', () => {
  const objects = renderClusterChart(
    releaseOf('mode: recovery\nrecovery: { method: object_store, clusterName: old, destinationPath: "s3://b/x" }'),
  );
  expect(plain(objects?.[0])).toMatchObject({
    spec: {
      bootstrap: { recovery: { source: 'objectStoreRecoveryCluster' } },
      externalClusters: [{ barmanObjectStore: { serverName: 'old', destinationPath: 's3://b/x' } }],
    },
  });
});

test('a release whose name is not known has no objects to judge', () => {
  const release = releaseOf('backups: { enabled: true }');
  const releaseName = { kind: 'unknown', why: 'a template', origin: release.origin } as const;
  expect(renderClusterChart({ ...release, releaseName })).toBeUndefined();
});

test('only the chart of CloudNativePG is understood', () => {
  const release = releaseOf('');
  expect(isClusterChart(release)).toBe(true);
  expect(isClusterChart({ ...release, repository: 'https://charts.example.org' })).toBe(false);
  expect(isClusterChart({ ...release, chart: 'postgresql' })).toBe(false);
});
