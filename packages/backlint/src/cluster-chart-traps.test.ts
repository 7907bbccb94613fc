import { readObjects } from '@backlint/objects/read-objects';
import { nodeAt } from '@backlint/source/node';
import { memoryTree, type SourceTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { check } from './check.ts';

/** A repository whose Flux installs CloudNativePG's `cluster` chart with these values. */
function releaseWith(values: string): SourceTree {
  return memoryTree({
    'flux.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { namespace: flux-system, name: apps }
spec: { path: ./apps }
`,
    'apps/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { namespace: shop, name: orders }
spec:
  chart: { spec: { chart: cluster, sourceRef: { kind: HelmRepository, name: cloudnative-pg } } }
  values:
${values.replace(/^/gm, '    ')}
`,
  });
}

function findingsOf(values: string): readonly string[] {
  const { findings } = check(releaseWith(values), { now: new Date('2026-01-01T00:00:00Z') });
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

function objectOf(values: string, kind: string) {
  return readObjects(releaseWith(values)).result.objects.find((object) => object.kind === kind);
}

function valueAt(values: string, kind: string, ...path: (string | number)[]): unknown {
  const object = objectOf(values, kind);
  const node = object && nodeAt(object.root, path);
  return node?.kind === 'scalar' ? node.value : node?.kind;
}

const plugin = `backups:
  enabled: true
  method: plugin
  pluginConfiguration: { name: barman-cloud.cloudnative-pg.io }
  destinationPath: s3://b/x
  endpointURL: https://s3.example.org
  secret: { create: false, name: keys }
`;

const nightly = `  scheduledBackups:
    - { name: nightly, schedule: "0 0 3 * * *", method: plugin, pluginConfiguration: { name: barman-cloud.cloudnative-pg.io } }
`;

const inTree = plugin.replace('method: plugin', 'method: barmanObjectStore');

const recovery = `mode: recovery
recovery:
  method: object_store
  destinationPath: s3://b/x
  endpointURL: https://s3.example.org
  secret: { create: false, name: keys }
`;

test('1: with the plugin, schedules keep the method that then fails', () => {
  expect(findingsOf(plugin)).toContainEqual(
    expect.stringMatching(/^unsupported-backup-method: .*orders-cluster-daily-backup uses method barmanObjectStore/),
  );
  expect(findingsOf(plugin + nightly)).not.toContainEqual(expect.stringMatching(/^unsupported-backup-method/));
});

test('2: without the name of the plugin there is no store and no plugin', () => {
  const nameless = (plugin + nightly).replace(/^ {2}pluginConfiguration: .*\n/m, '');
  expect(objectOf(nameless, 'ObjectStore')).toBeUndefined();
  expect(findingsOf(nameless)).toContainEqual(expect.stringMatching(/^unsupported-backup-method: .*does not list/));
});

test('3: a store by another name is not made, and parameters beside the name of the plugin do nothing', () => {
  const other = `${plugin}${nightly}cluster:
  plugins: [{ name: barman-cloud.cloudnative-pg.io, parameters: { barmanObjectName: mine } }]
`;
  expect(findingsOf(other)).toContainEqual(expect.stringMatching(/^dangling-object-store: .*`mine`/));
  const parameters = plugin.replace('io }', 'io, parameters: { serverName: old } }');
  expect(parameters).not.toBe(plugin);
  expect(valueAt(parameters, 'Cluster', 'spec', 'plugins', 0, 'parameters', 'serverName')).toBeUndefined();
  const own = `${plugin}cluster:
  plugins: [{ name: barman-cloud.cloudnative-pg.io, parameters: { serverName: old } }]
`;
  expect(valueAt(own, 'Cluster', 'spec', 'plugins', 0, 'parameters', 'serverName')).toBe('old');
  expect(valueAt(own, 'Cluster', 'spec', 'plugins', 0, 'parameters', 'barmanObjectName')).toBe(
    'orders-cluster-backups',
  );
});

test('a plugin that backups do not use is off, unless its entry says otherwise', () => {
  const listed = `${inTree}cluster:\n  plugins: [{ name: barman-cloud.cloudnative-pg.io }]\n`;
  expect(valueAt(listed, 'Cluster', 'spec', 'plugins', 0, 'enabled')).toBe(false);
  expect(valueAt(listed, 'Cluster', 'spec', 'plugins', 0, 'isWALArchiver')).toBe(false);
});

test('4: the store is a hook, made anew with every upgrade', () => {
  const hook = valueAt(plugin, 'ObjectStore', 'metadata', 'annotations', 'helm.sh/hook');
  expect(hook).toBe('pre-install,pre-upgrade,pre-rollback');
});

test('5: a replica with a primary is enabled all the same, which the webhook refuses', () => {
  const replica = `mode: replica
replica:
  self: a
  primary: b
  bootstrap: { source: object_store }
  origin: { objectStore: { provider: s3, destinationPath: "s3://o/p", endpointURL: "https://s3.example.org", clusterName: src } }
`;
  expect(valueAt(replica, 'Cluster', 'spec', 'replica', 'enabled')).toBe(true);
  expect(valueAt(replica, 'Cluster', 'spec', 'replica', 'primary')).toBe('b');
  expect(valueAt(replica, 'Cluster', 'spec', 'bootstrap', 'recovery', 'source')).toBe('originCluster');
  const store = ['spec', 'externalClusters', 0, 'barmanObjectStore'] as const;
  expect(valueAt(replica, 'Cluster', ...store, 'serverName')).toBe('src');
  expect(valueAt(replica, 'Cluster', ...store, 'destinationPath')).toBe('s3://o/p');
});

test('6: snapshots can be scheduled, but are nowhere configured', () => {
  const snapshots = `${inTree}  scheduledBackups: [{ name: snap, schedule: "0 0 3 * * *", method: volumeSnapshot }]\n`;
  expect(findingsOf(snapshots)).toContainEqual(
    expect.stringMatching(/^unsupported-backup-method: .*orders-cluster-snap uses method volumeSnapshot/),
  );
});

test('7: keys in the values are plain text, and are not repeated', () => {
  const plain = inTree.replace(/^ {2}secret: .*$/m, '  s3: { accessKey: AKIA, secretKey: hunter2 }');
  expect(valueAt(plain, 'Secret', 'metadata', 'name')).toBe('orders-cluster-backup-s3-creds');
  expect(valueAt(plain, 'Secret', 'stringData', 'ACCESS_SECRET_KEY')).toBe('hunter2');
  expect(findingsOf(plain).join()).not.toContain('hunter2');
});

test('8: no alert of the chart is about backups, so that none counts', () => {
  const monitored = `${inTree}cluster: { monitoring: { enabled: true, prometheusRule: { enabled: true } } }\n`;
  const { objects } = readObjects(releaseWith(monitored)).result;
  expect(objects.map(({ kind }) => kind).sort()).toEqual(['Cluster', 'ScheduledBackup']);
});

test('9: who recovers from where it archives to does not start', () => {
  const own = recovery.replace('  method', '  clusterName: orders-cluster\n  method') + inTree;
  expect(findingsOf(own)).toContainEqual(expect.stringMatching(/^recovery-into-own-archive: /));
});

test('10: a chart of which nothing is set backs nothing up', () => {
  expect(findingsOf('cluster: { instances: 3 }')).toEqual([expect.stringMatching(/^unprotected-database: /)]);
});

test('11: without `recovery.clusterName` nobody says which archive is read, whatever the parameters of the plugin say', () => {
  const server = ['spec', 'externalClusters', 0, 'barmanObjectStore', 'serverName'] as const;
  expect(valueAt(recovery, 'Cluster', ...server)).toBeUndefined();
  const withPlugin = recovery.replace(
    'method: object_store',
    'method: plugin\n  pluginConfiguration: { name: barman-cloud.cloudnative-pg.io, parameters: { serverName: old } }',
  );
  const parameters = ['spec', 'externalClusters', 0, 'plugin', 'parameters'] as const;
  expect(valueAt(withPlugin, 'Cluster', ...parameters, 'serverName')).toBeUndefined();
  expect(valueAt(withPlugin, 'Cluster', ...parameters, 'barmanObjectName')).toBe('orders-cluster-recovery');
  expect(findingsOf(withPlugin + plugin + nightly)).toContainEqual(
    expect.stringMatching(/^recovery-into-own-archive: .*s3:\/\/b\/x\/orders-cluster/),
  );
});

test('12: more compressions are accepted than the chart tells, and archives are encrypted unless it is told otherwise', () => {
  const zstd = `${inTree}  wal: { compression: zstd }\n`;
  expect(findingsOf(zstd)).not.toContainEqual(expect.stringMatching(/^invalid-field-value/));
  const wal = ['spec', 'backup', 'barmanObjectStore', 'wal'] as const;
  expect(valueAt(zstd, 'Cluster', ...wal, 'compression')).toBe('zstd');
  expect(valueAt(zstd, 'Cluster', ...wal, 'encryption')).toBe('AES256');
});
