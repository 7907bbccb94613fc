import { nodeAt } from '@backlint/source/node';
import { originChain } from '@backlint/source/origin';
import { startPosition } from '@backlint/source/position';
import { describe, expect, test } from 'vitest';
import { read, sent } from '../fixtures/test-objects.ts';

/** Where the values at some paths of the only object stand: `main.tf:3:12`, then what led there. */
function places(files: string | Readonly<Record<string, string>>, ...paths: readonly string[]) {
  const [object] = read(files).result.objects;
  return paths.map((path) => {
    const node = object && nodeAt(object.root, path.split('.'));
    return node && originChain(node.origin).map(placeOf);
  });
}

function placeOf(range: Parameters<typeof startPosition>[0]): string {
  const { line, column } = startPosition(range);
  return `${range.file.path}:${line}:${column}`;
}

const yaml = `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata:
  name: \${name}
spec:
  schedule: "0 0 3 * * *"
`;

describe('YAML in a heredoc', () => {
  const text = `locals {
  name  = "orders"
  owned = true
}

resource "kubectl_manifest" "a" {
  yaml_body = <<-YAML
    apiVersion: postgresql.cnpg.io/v1
    kind: ScheduledBackup
    metadata:
      name: \${local.name}-daily
      labels: {tier: "1"}
    spec:
      %{~if local.owned~}
      backupOwnerReference: cluster
      %{~else~}
      immediate: true
      %{~endif~}
      schedule: "0 0 3 * * *"
      cluster:
        name: \${local.name}
  YAML
}
`;

  test('is the object', () => {
    expect(sent(text)).toEqual({
      'kubectl_manifest.a': {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'ScheduledBackup',
        metadata: { name: 'orders-daily', labels: { tier: '1' } },
        spec: { backupOwnerReference: 'cluster', schedule: '0 0 3 * * *', cluster: { name: 'orders' } },
      },
    });
  });

  test('has its lines and columns in the file, also behind a directive and an indentation that is dropped', () => {
    const paths = ['kind', 'metadata.labels.tier', 'spec.backupOwnerReference', 'spec.schedule'];
    expect(places(text, ...paths)).toEqual([['main.tf:9:11'], ['main.tf:12:22'], ['main.tf:15:29'], ['main.tf:19:17']]);
  });

  test('leads to what fills it in', () => {
    expect(places(text, 'spec.cluster.name')).toEqual([['main.tf:2:11', 'main.tf:21:17']]);
  });

  test('that is broken is told at its line', () => {
    const { diagnostics } = read(text.replace('kind: ScheduledBackup', 'kind: [ScheduledBackup'));
    expect(diagnostics[0]?.at.file.path).toBe('main.tf');
    expect(diagnostics.map(({ at }) => startPosition(at).line)[0]).toBeGreaterThanOrEqual(9);
  });
});

describe('YAML in a file of its own', () => {
  const files = (body: string) => ({
    'main.tf': `resource "kubectl_manifest" "a" {\n  yaml_body = ${body}\n}\n`,
    'a.yaml': yaml,
    'plain.yaml': yaml.replace('${name}', 'orders'),
  });

  test.each([
    ['templatefile("${path.module}/a.yaml", { name = "orders" })', 'a.yaml'],
    ['file("${path.module}/plain.yaml")', 'plain.yaml'],
    ['templatestring(file("a.yaml"), { name = "orders" })', 'a.yaml'],
  ])('by %s stands there', (body, path) => {
    expect(sent(files(body))).toMatchObject({ 'kubectl_manifest.a': { metadata: { name: 'orders' } } });
    expect(places(files(body), 'spec.schedule')).toEqual([[`${path}:6:13`, 'main.tf:2:15']]);
  });

  test.each([
    'yamldecode(file("plain.yaml"))',
    'yamldecode(templatefile("a.yaml", { name = "orders" }))',
    'provider::kubernetes::manifest_decode(file("plain.yaml"))',
    'jsondecode(jsonencode(yamldecode(file("plain.yaml"))))',
    'merge(yamldecode(file("plain.yaml")), {})',
  ])('is a manifest by %s', (manifest) => {
    const main = `resource "kubernetes_manifest" "a" {\n  manifest = ${manifest}\n}\n`;
    const [place] = places({ ...files('""'), 'main.tf': main }, 'spec.schedule');
    expect(place?.[0]).toMatch(/^(?:plain|a)\.yaml:6:13$/);
  });

  test('is as many objects as it has documents', () => {
    const main = `data "kubectl_file_documents" "all" {\n  content = file("all.yaml")\n}
resource "kubectl_manifest" "a" {\n  for_each = data.kubectl_file_documents.all.manifests\n  yaml_body = each.value\n}\n`;
    const all = ['orders', 'stock'].map((name) => yaml.replace('${name}', name)).join('---\n');
    expect(Object.keys(sent({ 'main.tf': main, 'all.yaml': all }))).toEqual([
      'kubectl_manifest.a["/apis/postgresql.cnpg.io/v1/scheduledbackups/orders"]',
      'kubectl_manifest.a["/apis/postgresql.cnpg.io/v1/scheduledbackups/stock"]',
    ]);
    const counted = main
      .replace('for_each = data.kubectl_file_documents.all.manifests', 'count = 2')
      .replace('each.value', 'data.kubectl_file_documents.all.documents[count.index]');
    expect(Object.keys(sent({ 'main.tf': counted, 'all.yaml': all }))).toEqual([
      'kubectl_manifest.a[0]',
      'kubectl_manifest.a[1]',
    ]);
  });

  test('is each of the files that a pattern names, filled in', () => {
    const main = `data "kubectl_path_documents" "all" {\n  pattern = "./jobs/*.yaml"\n  vars = { name = "orders" }\n}
resource "kubectl_manifest" "a" {\n  for_each = toset(data.kubectl_path_documents.all.documents)\n  yaml_body = each.value\n}\n`;
    const tree = { 'main.tf': main, 'jobs/a.yaml': yaml, 'jobs/b.txt': yaml, 'other/a.yaml': yaml };
    expect(read(tree).result.objects.map(({ address }) => address)).toEqual([
      'postgresql.cnpg.io/ScheduledBackup/-/orders',
    ]);
    expect(places(tree, 'spec.schedule')[0]?.[0]).toBe('jobs/a.yaml:6:13');
  });
});

test('kubectl_manifest puts its objects into a namespace', () => {
  const main = (namespace: string) =>
    `resource "kubectl_manifest" "a" {\n  yaml_body = file("a.yaml")\n  override_namespace = ${namespace}\n}\n`;
  const address = (namespace: string) => {
    const files = { 'main.tf': main(namespace), 'a.yaml': yaml.replace('${name}', 'orders\n  namespace: old') };
    return read(files).result.objects.map((object) => object.address);
  };
  expect(address('"shop"')).toEqual(['postgresql.cnpg.io/ScheduledBackup/shop/orders']);
  expect(address('null')).toEqual(['postgresql.cnpg.io/ScheduledBackup/old/orders']);
  expect(address('data.x.y.z')).toEqual(['postgresql.cnpg.io/ScheduledBackup/-/orders']);
});

describe('what is not known of YAML', () => {
  test('is unknown where it stands, and the rest is known', () => {
    const main = `variable "name" {}\nresource "kubectl_manifest" "a" {\n  yaml_body = templatefile("a.yaml", { name = "db-\${var.name}" })\n}\n`;
    expect(sent({ 'main.tf': main, 'a.yaml': yaml })).toMatchObject({
      'kubectl_manifest.a': {
        metadata: { name: expect.stringContaining('variable name has no default') },
        spec: { schedule: '0 0 3 * * *' },
      },
    });
  });

  test('is all of it where nothing is known', () => {
    const main = 'variable "body" {}\nresource "kubectl_manifest" "a" {\n  yaml_body = var.body\n}\n';
    const { result } = read(main);
    expect(result.unknown).toMatchObject([
      { what: 'kubectl_manifest.a', why: expect.stringContaining('variable body') },
    ]);
  });
});

test('arguments that are null are not sent', () => {
  const text = `resource "kubernetes_manifest" "a" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "Cluster"
    metadata   = { name = "a", namespace = null }
    spec       = { backup = false ? {} : null, storage = { size = "1Gi" } }
  }
}
`;
  expect(sent(text)).toEqual({
    'kubernetes_manifest.a': {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'a' },
      spec: { storage: { size: '1Gi' } },
    },
  });
});
