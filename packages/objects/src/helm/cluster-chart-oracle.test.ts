import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startOf } from '@backlint/source/range';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { plainData } from '../yaml/plain-data.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { renderClusterChart } from './cluster-chart.ts';

const archive = fileURLToPath(new URL('../../../../../shared/corpus/open.tar.xz', import.meta.url));
const chart = 'cloudnative-pg__charts/charts/cluster';
const isThere = existsSync(archive) && spawnSync('helm', ['version']).status === 0;

const store =
  'enabled: true, destinationPath: "s3://b/x", endpointURL: "http://m", secret: { create: false, name: keys }';
const plugin = `${store}, method: plugin, pluginConfiguration: { name: barman-cloud.cloudnative-pg.io }`;
const read = 'destinationPath: "s3://b/x", endpointURL: "http://m", secret: { create: false, name: keys }';

const values: Readonly<Record<string, string>> = {
  nothing: '{}',
  'a store': `backups: { ${store} }`,
  'its own settings': `backups: { ${store}, wal: { compression: bzip2 }, data: { jobs: 4 }, retentionPolicy: 7d }`,
  'an authority': `backups: { ${store}, endpointCA: { name: ca, key: ca.crt } }`,
  'no schedules': `backups: { ${store}, scheduledBackups: [] }`,
  snapshots: `backups: { ${store}, scheduledBackups: [{ name: snap, schedule: "0 0 1 * * *", method: volumeSnapshot }] }`,
  region: 'backups: { enabled: true, s3: { bucket: b, region: eu, inheritFromIAMRole: true } }',
  azure:
    'backups: { enabled: true, provider: azure, azure: { storageAccount: a, containerName: c, inheritFromAzureAD: true } }',
  google: 'backups: { enabled: true, provider: google, google: { bucket: b, gkeEnvironment: true } }',
  plugin: `backups: { ${plugin} }`,
  'plugin without name': `backups: { ${store}, method: plugin }`,
  'plugin with another store': `backups: { ${plugin} }
cluster: { plugins: [{ name: other.example.org }, { name: barman-cloud.cloudnative-pg.io, parameters: { barmanObjectName: mine } }] }`,
  'plugin with parameters': `backups: { ${plugin} }
cluster: { plugins: [{ name: barman-cloud.cloudnative-pg.io, enabled: false, parameters: { serverName: old } }] }`,
  'plugin that is not used': `backups: { ${store} }
cluster: { plugins: [{ name: barman-cloud.cloudnative-pg.io }] }`,
  'recovery from a backup': 'mode: recovery\nrecovery: { backupName: x }',
  'recovery from a store': `mode: recovery\nrecovery: { method: object_store, clusterName: old, ${read} }\nbackups: { ${store} }`,
  'recovery by the plugin': `mode: recovery
recovery: { method: plugin, clusterName: old, pluginConfiguration: { name: barman-cloud.cloudnative-pg.io }, ${read} }`,
  replica: `mode: replica
replica: { self: a, primary: b, bootstrap: { source: object_store }, origin: { objectStore: { provider: s3, clusterName: src, ${read} } } }`,
  'another name': 'fullnameOverride: pg',
  'another part of the name': 'nameOverride: db',
};

/** What the chart writes and backlint has no use for. */
const unused =
  /^(metadata\.labels|spec\.(logLevel|enablePDB|enableSuperuserAccess|affinity|imagePullPolicy|imageName|postgres[GU]ID|primaryUpdate\w+|stopDelay|monitoring|postgresql|bootstrap\.initdb|bootstrap\.recovery\.(database|owner)|instanceSidecarConfiguration|backupOwnerReference))\b/;

describe.skipIf(!isThere)('the cluster chart (skipped without helm, or ../shared, which holds the chart)', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'backlint-chart-'));
    execFileSync('tar', ['-xJf', archive, '-C', folder, chart]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Object.entries(values))('with %s makes of its values what Helm makes of them', (_, text) => {
    expect(ours(text)).toEqual(theirs(text));
  });

  function theirs(text: string) {
    const file = join(folder, 'values.yaml');
    writeFileSync(file, text);
    const args = ['template', 'orders', join(folder, chart), '-n', 'shop', '-f', file, '--kube-version', '1.34.0'];
    const { status, stdout, stderr } = spawnSync('helm', [...args, '--skip-tests'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return factsOf(parseAllDocuments(stdout).map((document) => document.toJS()));
  }
});

function ours(text: string) {
  const file = { path: 'values.yaml', text };
  const origin = { range: startOf(file) };
  const [document] = readYaml(file).result;
  const objects = renderClusterChart({
    title: 'HelmRelease orders',
    releaseName: { kind: 'written', value: 'orders', origin },
    namespace: { kind: 'written', value: 'shop', origin },
    chart: 'cluster',
    repository: undefined,
    version: undefined,
    values: document?.root ?? { kind: 'mapping', entries: new Map(), origin },
    origin,
  });
  return factsOf(JSON.parse(JSON.stringify((objects ?? []).map(plainData))));
}

/** Every value of the objects that matter, by its path; what is null or empty is as good as absent. */
function factsOf(objects: readonly unknown[]): Readonly<Record<string, unknown>> {
  const facts: Record<string, unknown> = {};
  const visit = (data: unknown, path: string, object: string): void => {
    if (typeof data === 'object' && data !== null) {
      for (const [key, value] of Object.entries(data)) visit(value, path === '' ? key : `${path}.${key}`, object);
    } else if (data !== null && data !== '' && !unused.test(path)) facts[`${object} ${path}`] = data;
  };
  for (const object of objects) {
    const { kind, metadata } = object as { readonly kind?: string; readonly metadata?: { readonly name?: string } };
    if (/^(Cluster|ScheduledBackup|ObjectStore)$/.test(kind ?? '')) visit(object, '', `${kind} ${metadata?.name}`);
  }
  return facts;
}
