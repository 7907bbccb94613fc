import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import {
  capabilitiesFor,
  dumpsOf,
  objectStoresOf,
  restorePathsOf,
  schedulesOf,
  verificationsOf,
  walArchivesOf,
} from './questions.ts';
import { readBackupModel } from './read-backup-model.ts';

/** A model of one cluster, `shop/orders`, and further documents. */
function ask(spec: string, ...others: readonly string[]) {
  const cluster = `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { namespace: shop, name: orders }, spec: { storage: {}, ${spec} } }`;
  const { objects } = readObjects(memoryTree({ 'a.yaml': [cluster, ...others].join('\n---\n') })).result;
  const model = readBackupModel(objects);
  const [database] = model.databases;
  if (!database) throw new Error('no database');
  return { model, database };
}

function schedule(cluster: string, fields = '', namespace = 'shop'): string {
  return `{ apiVersion: postgresql.cnpg.io/v1, kind: ScheduledBackup, metadata: { namespace: ${namespace}, name: s }, spec: { schedule: "@daily", cluster: { name: "${cluster}" } ${fields} } }`;
}

function job(name: string, command: string, namespace = 'shop'): string {
  return `{ apiVersion: batch/v1, kind: CronJob, metadata: { namespace: ${namespace}, name: ${name} }, spec: { schedule: "@daily", jobTemplate: { spec: { template: { spec: { containers: [{ name: x, image: x, ${command} }] } } } } } }`;
}

const counts = ({ certain, possible }: { certain: readonly unknown[]; possible: readonly unknown[] }) => [
  certain.length,
  possible.length,
];

test.each([
  ['its own', schedule('orders'), [1, 0]],
  ['that of another', schedule('users'), [0, 0]],
  ['that of another namespace', schedule('orders', '', 'staging'), [0, 0]],
  ['one whose cluster is a template', schedule('{{ .name }}'), [0, 1]],
  ['one whose cluster is a template that begins otherwise', schedule('users-{{ .name }}'), [0, 0]],
  ['a template in another namespace', schedule('{{ .name }}', '', 'staging'), [0, 0]],
])('schedules: %s', (_, document, expected) => {
  const { model, database } = ask('', document);
  expect(counts(schedulesOf(model, database))).toEqual(expected);
});

test.each([
  ['backup: { barmanObjectStore: { destinationPath: s3://x } }', [1, 0]],
  ['backup: { volumeSnapshot: {} }', [0, 0]],
  ['plugins: [{ name: barman-cloud.cloudnative-pg.io, enabled: false }]', [0, 0]],
  ['plugins: [{ name: barman-cloud.cloudnative-pg.io, enabled: "{{ .x }}" }]', [0, 1]],
  ['plugins: [{ name: other }]', [0, 1]],
])('archives of %s', (spec, expected) => {
  const { model, database } = ask(spec);
  expect(counts(walArchivesOf(model, database))).toEqual(expected);
});

test.each([
  ['enabled', [0, 0]],
  ['disabled', [1, 0]],
  ['"{{ .x }}"', [0, 1]],
])('an archive with cnpg.io/skipWalArchiving: %s', (value, expected) => {
  const cluster = `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: o, annotations: { cnpg.io/skipWalArchiving: ${value} } }, spec: { storage: {}, backup: { barmanObjectStore: {} } } }`;
  const { model } = ask('', cluster);
  const database = model.databases[1];
  expect(database && counts(walArchivesOf(model, database))).toEqual(expected);
});

test('dumps: those that name it, and those that may mean it in its namespace', () => {
  const template = 'command: [pg_dump], env: [{ name: PGHOST, value: "{{ .host }}" }]';
  const { model, database } = ask(
    '',
    job('dump', 'command: [pg_dump, -h, orders-rw]'),
    job('other', 'command: [pg_dump, -h, legacy]'),
    job('template', template),
    job('far', template, 'staging'),
  );
  const { certain, possible } = dumpsOf(model, database);
  expect(certain.map(({ title }) => title)).toEqual(['CronJob shop/dump']);
  expect(possible.map(({ title }) => title)).toEqual(['CronJob shop/template']);
});

test('verifications: those that name it, and those whose databases are not known', () => {
  const { model, database } = ask(
    '',
    job('verify-backups', 'command: [mc, find, x/orders]'),
    job('check-backups', 'command: [/check]', 'monitoring'),
  );
  const { certain, possible } = verificationsOf(model, database);
  expect(certain.map(({ title }) => title)).toEqual(['CronJob shop/verify-backups']);
  expect(possible.map(({ title }) => title)).toEqual(['CronJob monitoring/check-backups']);
});

const plugin = ', method: plugin, pluginConfiguration: { name: a }';
test.each([
  ['backup: { barmanObjectStore: {} }', '', [1, 0]],
  ['backup: { volumeSnapshot: {} }', '', [0, 0]],
  ['backup: "{{ .backup }}"', '', [0, 1]],
  ['backup: { volumeSnapshot: {} }', ', method: volumeSnapshot', [1, 0]],
  ['plugins: [{ name: a }]', plugin, [1, 0]],
  ['plugins: [{ name: b }]', plugin, [0, 0]],
  ['plugins: [{ name: a, enabled: false }]', plugin, [0, 0]],
  ['plugins: [{ name: a, enabled: "{{ .x }}" }]', plugin, [0, 1]],
  ['plugins: [{ name: "{{ .x }}" }]', plugin, [0, 1]],
  ['plugins: [{ name: a }]', ', method: plugin', [0, 0]],
  ['plugins: [{ name: "{{ .x }}" }]', ', method: plugin', [0, 1]],
  ['backup: { barmanObjectStore: {} }', ', method: "{{ .x }}"', [0, 0]],
])('capabilities of %s for%s', (spec, fields, expected) => {
  const { model, database } = ask(spec, schedule('orders', fields));
  const [request] = model.baseBackupSchedules;
  expect(request && counts(capabilitiesFor(database, request))).toEqual(expected);
});

test('object stores are told from the stores inside clusters, and paths from those of others', () => {
  const store =
    '{ apiVersion: barmancloud.cnpg.io/v1, kind: ObjectStore, metadata: { name: s }, spec: { configuration: { destinationPath: s3://y } } }';
  const { model, database } = ask(
    'backup: { barmanObjectStore: { destinationPath: s3://x } }, externalClusters: [{ name: a, barmanObjectStore: {} }]',
    store,
  );
  expect(model.destinations).toHaveLength(2);
  expect(objectStoresOf(model).map(({ title }) => title)).toEqual(['ObjectStore s']);
  expect(restorePathsOf(model, database)).toHaveLength(1);
});
