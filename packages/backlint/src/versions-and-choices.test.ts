import { afterAll, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from './test-shell.ts';

const store = `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: store, namespace: shop }
spec:
  configuration:
    destinationPath: s3://shop-backups/
    s3Credentials: { inheritFromIAMRole: true }
    data: { compression: lz4 }
`;
const terraform = `variable "name" {}

resource "kubernetes_manifest" "cluster" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "Cluster"
    metadata   = { name = var.name, namespace = "shop" }
    spec       = { storage = { size = "1Gi" } }
  }
}
`;
const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec:
  storage: { size: 1Gi }
  backup:
    barmanObjectStore:
      destinationPath: s3://shop-backups/
      s3Credentials: { inheritFromIAMRole: true }
      data: { compression: lz4 }
`;

const folder = temporaryFolder({
  'store/store.yaml': store,
  'cluster/cluster.yaml': cluster,
  'terraform/main.tf': terraform,
  'terraform/names.tfvars': 'name = "orders"\n',
});
afterAll(folder.remove);

async function findings(...args: readonly string[]): Promise<readonly { readonly rule: string }[]> {
  const { stdout } = await runIn(folder.path, args);
  return JSON.parse(stdout).findings;
}

describe('a version decides which fields and values there are', () => {
  const isThere = expect.arrayContaining([expect.objectContaining({ rule: 'unknown-field' })]);

  test.each([
    ['store', '--plugin-version', '0.12.0', '0.13.0'],
    ['cluster', '--operator-version', '1.29.1', '1.29.2'],
  ])('%s, by %s', async (path, option, before, since) => {
    const check = (version: string) => findings('check', path, option, version, '--format', 'json');
    expect(await check(before)).toEqual(isThere);
    expect(await check(since)).not.toEqual(isThere);
  });

  test.each([
    ['store', '--plugin-version', '0.12.0', '0.13.0'],
    ['cluster', '--operator-version', '1.29.1', '1.29.2'],
  ])('%s, by %s of a baseline too', async (path, option, before, since) => {
    const baseline = (version: string) => findings('baseline', path, option, version, '--skip', 'unverified-database');
    expect(await baseline(before)).toEqual(isThere);
    expect(await baseline(since)).not.toEqual(isThere);
  });
});

describe('variables from a file', () => {
  const variables = ['--var-file', 'terraform/names.tfvars'];

  test('name what a baseline holds', async () => {
    const { stdout } = await runIn(folder.path, ['baseline', 'terraform', ...variables]);
    expect(stdout).toContain('Cluster/shop/orders');
  });

  test('fill in what render shows', async () => {
    expect((await runIn(folder.path, ['render', 'terraform'])).stdout).not.toContain('name: orders');
    expect((await runIn(folder.path, ['render', 'terraform', ...variables])).stdout).toContain('name: orders');
  });
});

test('rules that a baseline leaves out are not in it', async () => {
  const rules = async (...args: readonly string[]) =>
    new Set((await findings('baseline', 'cluster', ...args)).map(({ rule }) => rule));
  expect(await rules()).toContain('unscheduled-cluster');
  expect(await rules('--skip', 'unscheduled-cluster')).not.toContain('unscheduled-cluster');
});

test.each([
  ['posture', ['posture', 'cluster']],
  ['check', ['check', 'cluster']],
])('%s has colours where one asks for them, and none otherwise', async (_, args) => {
  const steering = String.fromCharCode(27);
  expect((await runIn(folder.path, [...args, '--color'])).stdout).toContain(`${steering}[`);
  expect((await runIn(folder.path, [...args, '--no-color'])).stdout).not.toContain(steering);
  expect((await runIn(folder.path, args)).stdout).not.toContain(steering);
});
