import { describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from './test-shell.ts';

const terraform = `resource "kubernetes_namespace_v1" "shop" {
  metadata {
    name = "shop"
  }
}

resource "kubernetes_manifest" "orders" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "Cluster"
    metadata   = { name = "orders", namespace = kubernetes_namespace_v1.shop.metadata[0].name }
    spec = {
      storage = { size = "10Gi" }
      plugins = [{
        name          = "barman-cloud.cloudnative-pg.io"
        isWALArchiver = true
        parameters    = { barmanObjectName = "orders" }
      }]
    }
  }
}
`;

const store = `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: orders, namespace: shop }
spec:
  retentionPolicy: 30d
  configuration:
    destinationPath: s3://acme-backups/orders/
    s3Credentials: { inheritFromIAMRole: true }
`;

const schedule = `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders-daily, namespace: shop }
spec:
  schedule: "0 0 3 * * *"
  method: plugin
  pluginConfiguration: { name: barman-cloud.cloudnative-pg.io }
  backupOwnerReference: cluster
  cluster: { name: orders }
`;

/** The report as JSON, as far as it matters here. */
interface Report {
  readonly databases: readonly unknown[];
  readonly upheld: readonly { readonly rule: string; readonly evidence: readonly unknown[] }[];
  readonly findings: readonly { readonly rule: string }[];
}

async function checked(files: Readonly<Record<string, string>>): Promise<{ code: number; report: Report }> {
  const folder = temporaryFolder(files);
  try {
    const { code, stdout } = await runIn(folder.path, ['--format', 'json']);
    return { code, report: JSON.parse(stdout) };
  } finally {
    folder.remove();
  }
}

test('a Cluster in Terraform, its store and its schedule in YAML are one', async () => {
  const { code, report } = await checked({
    'terraform/main.tf': terraform,
    'kubernetes/store.yaml': store,
    'kubernetes/schedule.yaml': schedule,
  });
  expect(code).toBe(0);
  expect(report.databases).toMatchObject([
    {
      address: 'postgresql.cnpg.io/Cluster/shop/orders',
      protections: [
        { method: 'plugin', schedule: '0 0 3 * * *', destination: 's3://acme-backups/orders/', retention: '30d' },
        { method: 'walArchive', schedule: null, destination: 's3://acme-backups/orders/', retention: '30d' },
      ],
    },
  ]);
  const [matched] = report.upheld.filter(({ rule }) => rule === 'orphaned-schedule');
  expect(matched?.evidence).toMatchObject([
    { location: { path: 'kubernetes/schedule.yaml', start: { line: 9 } } },
    { location: { path: 'terraform/main.tf', start: { line: 11 } } },
  ]);
});

test('and without the schedule the Cluster has none', async () => {
  const { code, report } = await checked({ 'terraform/main.tf': terraform, 'kubernetes/store.yaml': store });
  expect(code).toBe(1);
  expect(report.findings).toContainEqual(
    expect.objectContaining({
      rule: 'unscheduled-cluster',
      location: expect.objectContaining({ path: 'terraform/main.tf' }),
    }),
  );
});

test('and the other way around', async () => {
  const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec: { storage: { size: 10Gi } }
`;
  const daily = terraform
    .replace('"Cluster"', '"ScheduledBackup"')
    .replace(/spec = [\s\S]*$/, 'spec = { schedule = "0 0 3 * * *", cluster = { name = "orders" } }\n  }\n}\n');
  const { report } = await checked({ 'main.tf': daily, 'cluster.yaml': cluster });
  expect(report.findings.map(({ rule }) => rule)).toContain('unsupported-backup-method');
  expect(report.findings.map(({ rule }) => rule)).not.toContain('unscheduled-cluster');
});

describe('with Flux', () => {
  const kustomization = (name: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  path: ./${name}
  interval: 10m
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`;
  const matching = (report: Report) => report.upheld.filter(({ rule }) => rule === 'orphaned-schedule').length;

  test('that deploys to one cluster, they go to the same', async () => {
    const files = { 'main.tf': terraform, 'flux/apps.yaml': kustomization('apps'), 'apps/schedule.yaml': schedule };
    expect(matching((await checked(files)).report)).toBe(1);
  });

  test('that deploys to two clusters, nobody can tell to which of them Terraform goes', async () => {
    const files = {
      'main.tf': terraform,
      'flux/apps.yaml': kustomization('apps'),
      'flux/other.yaml': kustomization('other'),
      'apps/schedule.yaml': schedule,
      // The same object twice would be no use in one cluster.
      'other/schedule.yaml': schedule,
    };
    expect(matching((await checked(files)).report)).toBe(0);
  });

  test('that has several entries to one cluster, they go to the same', async () => {
    const files = {
      'main.tf': terraform,
      'flux/apps.yaml': kustomization('apps'),
      'flux/other.yaml': kustomization('other'),
      'apps/schedule.yaml': schedule,
      'other/store.yaml': store,
    };
    expect(matching((await checked(files)).report)).toBe(1);
  });
});
