import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import { expect, test } from 'vitest';
import type { BackupModel } from '../../backup-model.ts';
import { readBackupModel } from '../../read-backup-model.ts';

const store =
  '{ apiVersion: barmancloud.cnpg.io/v1, kind: ObjectStore, metadata: { name: store }, spec: { configuration: { destinationPath: s3://x } } }';

function modelOf(spec: string): BackupModel {
  const cluster = `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: orders }, spec: { storage: {}, ${spec} } }`;
  return readBackupModel(readObjects(memoryTree({ 'a.yaml': `${store}\n---\n${cluster}` })).result.objects);
}

function archivesOf(spec: string) {
  return modelOf(spec).walArchives.map(({ archiver, enabled, declaredArchiver, destination, serverName }) => ({
    archiver,
    enabled: known(enabled) ?? 'unknown',
    declared: known(declaredArchiver),
    destination: destination.kind,
    serverName: known(serverName) ?? 'unknown',
  }));
}

const barman = 'name: barman-cloud.cloudnative-pg.io';

test('an in-tree store archives as soon as it is there', () => {
  expect(archivesOf('backup: { barmanObjectStore: { destinationPath: s3://x } }')).toEqual([
    { archiver: 'barmanObjectStore', enabled: true, declared: true, destination: 'resolved', serverName: 'orders' },
  ]);
});

test('an in-tree store that is a template may or may not be there', () => {
  expect(archivesOf('backup: { barmanObjectStore: "{{ .store }}" }')).toMatchObject([
    { enabled: 'unknown', destination: 'unknown' },
  ]);
  expect(archivesOf('backup: "{{ .backup }}"')).toMatchObject([{ enabled: 'unknown', destination: 'unknown' }]);
});

test('the barman plugin archives also without isWALArchiver', () => {
  expect(archivesOf(`plugins: [{ ${barman}, parameters: { barmanObjectName: store, serverName: old } }]`)).toEqual([
    { archiver: 'plugin', enabled: true, declared: false, destination: 'resolved', serverName: 'old' },
  ]);
});

test('of two entries for the barman plugin the last one counts', () => {
  const spec = `plugins: [{ ${barman}, parameters: { barmanObjectName: a } }, { ${barman}, enabled: false, parameters: { barmanObjectName: store } }]`;
  expect(archivesOf(spec)).toMatchObject([{ enabled: false, destination: 'resolved' }]);
});

test('another plugin archives for certain only where it says so', () => {
  expect(archivesOf('plugins: [{ name: other }]')).toMatchObject([{ enabled: 'unknown', destination: 'unknown' }]);
  expect(archivesOf('plugins: [{ name: other, isWALArchiver: true }]')).toMatchObject([{ enabled: true }]);
  expect(archivesOf('plugins: [{ name: other, enabled: false }]')).toMatchObject([{ enabled: false }]);
});

test('a list of plugins that is a template may hold anything', () => {
  expect(archivesOf('plugins: "{{ .plugins }}"')).toMatchObject([{ enabled: 'unknown', destination: 'unknown' }]);
});

test('what is read is called after the external cluster in-tree, and after the reader with the plugin', () => {
  const spec = `externalClusters: [{ name: old, barmanObjectStore: { destinationPath: s3://x } }, { name: older, plugin: { ${barman}, parameters: { barmanObjectName: store } } }]`;
  expect(modelOf(spec).restorePaths.map(({ serverName }) => known(serverName))).toEqual(['old', 'orders']);
});

test('what another plugin reads is not known', () => {
  const spec = 'externalClusters: [{ name: old, plugin: { name: other, parameters: { barmanObjectName: store } } }]';
  expect(modelOf(spec).restorePaths.map(({ destination }) => destination.kind)).toEqual(['unknown']);
});

test('an external cluster that is reached by connection is no archive', () => {
  expect(modelOf('externalClusters: [{ name: old, connectionParameters: { host: x } }]').restorePaths).toEqual([]);
});

test('a restore path knows what uses it', () => {
  const spec =
    'bootstrap: { recovery: { source: a } }, replica: { source: a }, externalClusters: [{ name: a, barmanObjectStore: {} }, { name: b, barmanObjectStore: {} }]';
  expect(modelOf(spec).restorePaths.map(({ usedBy }) => usedBy.map((use) => use.as))).toEqual([
    ['bootstrap', 'replica'],
    [],
  ]);
});
