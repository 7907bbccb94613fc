import { startPosition } from '@backlint/source/position';
import { describe, expect, test } from 'vitest';
import { read, values } from '../fixtures/test-objects.ts';
import type { TerraformObject } from '../terraform-object.ts';

type Json = Readonly<Record<string, unknown>>;

function manifest(address: string, name: string, spec: unknown = {}): Json {
  const metadata = { name, namespace: 'shop' };
  return {
    address,
    mode: 'managed',
    type: 'kubernetes_manifest',
    values: { manifest: { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata, spec } },
  };
}

/** What `terraform show -json` says of a plan, by the keys that are read. */
function plan(resources: readonly Json[], afterUnknown: Json = {}, modules: readonly Json[] = []): string {
  const changes = Object.entries(afterUnknown).map(([address, after_unknown]) => ({
    address,
    change: { actions: ['create'], after_unknown },
  }));
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: { resources, child_modules: modules } },
    resource_changes: changes,
  });
}

function state(resources: readonly Json[]): string {
  return JSON.stringify({ format_version: '1.0', terraform_version: '1.11.4', values: { root_module: { resources } } });
}

const addresses = (objects: readonly TerraformObject[]) => objects.map(({ terraform }) => terraform.address);

/** The configuration of two plans below: all that they tell is unknown here. */
const configuration = `variable "names" {}
variable "namespace" {}
resource "kubernetes_manifest" "x" {
  for_each = var.names
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "Cluster"
    metadata   = { name = each.key, namespace = var.namespace }
  }
}
module "postgres" {
  source = "acme/postgres/kubernetes"
}
`;

describe('a plan', () => {
  test('has the values that are planned; what is known only later is unknown', () => {
    const text = plan([manifest('kubernetes_manifest.x', 'a', { size: '1Gi', hosts: [null, 'b'] })], {
      'kubernetes_manifest.x': { manifest: { spec: { hosts: [true, false], bucket: true } }, object: true },
    });
    const later = '? it is known only after the plan is applied';
    expect(values({ 'plan.json': text })).toEqual({
      'kubernetes_manifest.x': { size: '1Gi', hosts: [later, 'b'], bucket: later },
    });
  });

  test('keeps its secrets to itself', () => {
    const secret = { ...manifest('kubernetes_manifest.x', 'a', { size: 'hunter2' }) };
    const text = plan([{ ...secret, sensitive_values: { manifest: { spec: { size: true } } } }]);
    expect(values({ 'plan.json': text })).toEqual({ 'kubernetes_manifest.x': { size: '? it is sensitive' } });
  });

  test('shows of YAML that is sensitive what the provider shows', () => {
    const yaml = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata:\n  name: a\n';
    const resource = { address: 'kubectl_manifest.a', type: 'kubectl_manifest', sensitive_values: { yaml_body: true } };
    const values = { yaml_body: yaml.replace('a\n', 'hunter2\n'), yaml_body_parsed: yaml };
    expect(read({ 'plan.json': plan([{ ...resource, values }]) }).result.objects).toMatchObject([
      { address: 'postgresql.cnpg.io/Cluster/-/a' },
    ]);
    expect(read({ 'plan.json': plan([{ ...resource, values: { yaml_body: yaml } }]) }).result.unknown).toMatchObject([
      { what: 'kubectl_manifest.a', why: 'it is sensitive' },
    ]);
  });

  test('points at its lines, also where it is laid out', () => {
    const text = JSON.stringify(JSON.parse(plan([manifest('kubernetes_manifest.x', 'a')])), null, 2);
    const [object] = read({ 'plan.json': text }).result.objects;
    expect(object && text.split('\n')[startPosition(object.origin.range).line - 1]).toContain('"name": "a"');
  });

  test('has typed resources, documents of YAML and charts, and no data sources', () => {
    const yaml = 'apiVersion: postgresql.cnpg.io/v1\nkind: ScheduledBackup\nmetadata:\n  name: daily\n';
    const template = [{ spec: [{ container: [{ name: 'dump', args: null }] }] }];
    const job = [{ schedule: '@daily', suspend: null, job_template: [{ spec: [{ template }] }] }];
    const { objects } = read({
      'plan.json': plan([
        { address: 'kubectl_manifest.s', mode: 'managed', type: 'kubectl_manifest', values: { yaml_body: yaml } },
        {
          address: 'kubernetes_cron_job_v1.dump',
          type: 'kubernetes_cron_job_v1',
          values: { metadata: [{ name: 'dump', annotations: null }], spec: job },
        },
        {
          address: 'helm_release.wiki',
          type: 'helm_release',
          values: { name: 'wiki', chart: 'cluster', values: ['backups:\n  enabled: true\n'], set: null },
        },
        { ...manifest('data.kubernetes_manifest.x', 'a'), mode: 'data' },
      ]),
    }).result;
    expect(objects.filter(({ kind }) => kind !== 'Secret').map(({ address }) => address)).toEqual([
      'postgresql.cnpg.io/ScheduledBackup/-/daily',
      'batch/CronJob/-/dump',
      'postgresql.cnpg.io/Cluster/-/wiki-cluster',
      'postgresql.cnpg.io/ScheduledBackup/-/wiki-cluster-daily-backup',
    ]);
    expect(objects[1]?.root.entries.has('spec')).toBe(true);
  });
});

describe('a plan beside its configuration', () => {
  test('tells the instances that the configuration does not know, and those of modules from elsewhere', () => {
    const resources = [manifest('kubernetes_manifest.x["a"]', 'a'), manifest('kubernetes_manifest.x["b"]', 'b')];
    const module = { address: 'module.postgres', resources: [manifest('module.postgres.kubernetes_manifest.y', 'c')] };
    const { result } = read({ 'main.tf': configuration, 'plan.json': plan(resources, {}, [module]) });
    expect(addresses(result.objects)).toEqual([
      'kubernetes_manifest.x["a"]',
      'kubernetes_manifest.x["b"]',
      'module.postgres.kubernetes_manifest.y',
    ]);
    expect(result.unknown).toEqual([]);
  });

  test('says nothing about another configuration with the same addresses', () => {
    const other = configuration.replace('each.key', '"other"').replace('for_each = var.names\n', '');
    const { result } = read({
      'a/main.tf': other,
      'a/plan.json': plan([manifest('kubernetes_manifest.x', 'a')]),
    });
    expect(result.objects.map(({ address }) => address)).toEqual([
      'postgresql.cnpg.io/Cluster/-/other',
      'postgresql.cnpg.io/Cluster/shop/a',
    ]);
    expect(result.unknown).toMatchObject([{ what: 'module.postgres' }]);
  });
});

test('a plan beside one of two environments is about that one', () => {
  const main = configuration
    .replace('each.key', '"a"')
    .replace('var.namespace }', '"shop" }')
    .replace('  for_each = var.names\n', '');
  const { objects } = read({
    'production/main.tf': main,
    'production/plan.json': plan([manifest('kubernetes_manifest.x', 'a')]),
    'staging/main.tf': main,
  }).result;
  expect(objects.map(({ origin, deployment }) => [origin.range.file.path, deployment?.environment])).toEqual([
    ['production/plan.json', 'production'],
    ['staging/main.tf', 'staging'],
  ]);
});

describe('a state', () => {
  test('is read where there is nothing else', () => {
    expect(addresses(read({ 'state.json': state([manifest('kubernetes_manifest.x', 'a')]) }).result.objects)).toEqual([
      'kubernetes_manifest.x',
    ]);
  });

  test('is not read beside a plan or the configuration, which say what will be', () => {
    const old = state([manifest('kubernetes_manifest.old', 'old')]);
    const text = plan([manifest('kubernetes_manifest.x', 'a')]);
    const beside = (files: Readonly<Record<string, string>>) =>
      addresses(read({ 'state.json': old, ...files }).result.objects);
    expect(beside({ 'plan.json': text })).toEqual(['kubernetes_manifest.x']);
    expect(beside({ 'main.tf': configuration })).toEqual(['kubernetes_manifest.x[*]']);
  });
});

test('other JSON is no plan', () => {
  const { objects, files } = read({
    'a.json': '{ "planned_values": {} }',
    'b.json': '{ "format_version": "1.0" }',
  }).result;
  expect([objects, [...files]]).toEqual([[], []]);
});
