import { nodeAt } from '@backlint/source/node';
import { isWritten, stringAt } from '@backlint/source/node-values';
import { citation } from '@backlint/source/position';
import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readObjects } from '../read-objects.ts';

const fluxEntry = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { namespace: flux-system, name: apps }
spec: { path: ./apps }
`;

/** What a release of the cluster chart makes, with objects beside it. */
function read(spec: string, beside = '') {
  const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { namespace: shop, name: orders }
spec:
  chart: { spec: { chart: cluster, sourceRef: { kind: HelmRepository, name: cloudnative-pg } } }
${spec}---
${beside}`;
  const { objects, unknown } = readObjects(memoryTree({ 'flux.yaml': fluxEntry, 'apps/release.yaml': release })).result;
  return { cluster: objects.find(({ kind }) => kind === 'Cluster'), objects, unknown };
}

const configMap = `apiVersion: v1
kind: ConfigMap
metadata: { namespace: shop, name: values }
data:
  values.yaml: |
    backups:
      enabled: true
      retentionPolicy: 7d
      s3:
        bucket: backups
`;

test('values of a ConfigMap count, each at its line, and `values` wins over them', () => {
  const { cluster } = read(
    '  valuesFrom: [{ kind: ConfigMap, name: values }]\n  values: { backups: { retentionPolicy: 14d } }\n',
    configMap,
  );
  const store = ['spec', 'backup', 'barmanObjectStore', 'destinationPath'];
  const path = cluster && stringAt(cluster.root, ...store);
  expect(path).toMatchObject({ kind: 'written', value: 's3://backups/' });
  expect(path && citation(path.origin.range)).toBe('apps/release.yaml:18');
  const retention = cluster && stringAt(cluster.root, 'spec', 'backup', 'retentionPolicy');
  expect(retention).toMatchObject({ kind: 'written', value: '14d' });
  expect(retention && citation(retention.origin.range)).toBe('apps/release.yaml:7');
});

test('a later source wins over an earlier one, and a targetPath is one value', () => {
  const other = `---
apiVersion: v1
kind: ConfigMap
metadata: { namespace: shop, name: later }
data: { custom: "backups: { retentionPolicy: 60d }", bucket: elsewhere }
`;
  const { cluster } = read(
    `  valuesFrom:
    - { kind: ConfigMap, name: values }
    - { kind: ConfigMap, name: later, valuesKey: custom }
    - { kind: ConfigMap, name: later, valuesKey: bucket, targetPath: backups.s3.bucket }
`,
    `${configMap}${other}`,
  );
  expect(cluster && stringAt(cluster.root, 'spec', 'backup', 'retentionPolicy')).toMatchObject({ value: '60d' });
  expect(cluster && stringAt(cluster.root, 'spec', 'backup', 'barmanObjectStore', 'destinationPath')).toMatchObject({
    value: 's3://elsewhere/',
  });
});

test('of a Secret the keys count and no value is taken', () => {
  const secret = `apiVersion: v1
kind: Secret
metadata: { namespace: shop, name: values }
stringData:
  values.yaml: "backups: { s3: { bucket: hidden } }"
`;
  const { cluster } = read(
    '  valuesFrom: [{ kind: Secret, name: values }]\n  values: { backups: { enabled: true } }\n',
    secret,
  );
  const bucket = cluster && stringAt(cluster.root, 'spec', 'backup', 'barmanObjectStore', 'destinationPath');
  expect(bucket).toMatchObject({ kind: 'unknown', why: 'it is a value of the Secret values' });
});

test.each([
  ['is not among the files', '', 'it comes from the ConfigMap values, which is not among the files'],
  [
    'lacks the key',
    configMap.replace('values.yaml:', 'other.yaml:'),
    'it comes from the ConfigMap values, which has no key values.yaml',
  ],
  [
    'is in another namespace',
    configMap.replace('shop', 'other'),
    'it comes from the ConfigMap values, which is not among the files',
  ],
])('a ConfigMap that %s leaves unknown what nothing else writes', (_, beside, why) => {
  const { cluster, unknown } = read('  valuesFrom: [{ kind: ConfigMap, name: values }]\n', beside);
  expect(cluster).toBeUndefined();
  expect(unknown).toMatchObject([{ what: 'HelmRelease orders of the cluster chart' }]);
  expect(unknown[0]?.why).toContain(why);
});

test('a ConfigMap that may be missing counts for nothing when it is', () => {
  const { cluster } = read('  valuesFrom: [{ kind: ConfigMap, name: values, optional: true }]\n');
  expect(cluster && isWritten(cluster.root, 'spec', 'backup')).toBe(false);
  expect(cluster && nodeAt(cluster.root, ['spec', 'instances'])).toMatchObject({ value: 3 });
});

test('an encrypted Secret is not taken for its values', () => {
  const secret = `apiVersion: v1
kind: Secret
metadata: { namespace: shop, name: values }
stringData: { values.yaml: "ENC[AES256_GCM,data:Zm9v]" }
sops: { version: 3.9.0 }
`;
  const { cluster, unknown } = read('  valuesFrom: [{ kind: Secret, name: values }]\n', secret);
  expect(cluster).toBeUndefined();
  expect(unknown[0]?.why).toContain('it comes from the Secret values, which is encrypted');
});
