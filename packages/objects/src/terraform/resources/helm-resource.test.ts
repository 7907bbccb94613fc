import { describe, expect, test } from 'vitest';
import { read, sent } from '../fixtures/test-objects.ts';

const repository = 'repository = "https://cloudnative-pg.github.io/charts"';

function release(body: string, chart = `chart = "cluster"\n  ${repository}`): string {
  return `resource "helm_release" "a" {\n  name = "shop"\n  namespace = "shop"\n  ${chart}\n  ${body}\n}\n`;
}

function addresses(files: string) {
  return read(files)
    .result.objects.filter(({ kind }) => kind !== 'Secret')
    .map(({ address }) => address);
}

function specOf(files: string | Readonly<Record<string, string>>): unknown {
  return Object.values(sent(files)).find((data) => typeof data === 'object' && data !== null && 'spec' in data);
}

describe("CloudNativePG's cluster chart", () => {
  test.each([
    ['from its repository', undefined],
    ['from a registry', 'chart = "oci://ghcr.io/cloudnative-pg/charts/cluster"'],
    ['by the name of its repository', 'chart = "cnpg/cluster"'],
  ])('%s is understood by its values', (_, chart) => {
    const values = 'values = [yamlencode({ backups = { enabled = true } })]';
    expect(addresses(release(values, chart))).toEqual([
      'postgresql.cnpg.io/Cluster/shop/shop-cluster',
      'postgresql.cnpg.io/ScheduledBackup/shop/shop-cluster-daily-backup',
    ]);
    expect(addresses(release('', chart))).toEqual(['postgresql.cnpg.io/Cluster/shop/shop-cluster']);
  });

  test('takes its documents in their order, and then what is set', () => {
    const body = `values = [
    file("values.yaml"),
    yamlencode({ cluster = { instances = 2, storage = { size = "2Gi" } } }),
  ]
  set {
    name  = "cluster.storage.size"
    value = "3Gi"
  }`;
    const files = { 'main.tf': release(body), 'values.yaml': 'cluster:\n  instances: 1\n  imageName: postgres:17\n' };
    expect(specOf(files)).toMatchObject({ spec: { instances: 2, imageName: 'postgres:17', storage: { size: '3Gi' } } });
  });

  test('with values that are not known is not known', () => {
    const body = 'values = [var.values]';
    expect(read(`variable "values" {}\n${release(body)}`).result).toMatchObject({
      objects: [],
      unknown: [{ what: 'helm_release.a of the cluster chart', why: expect.stringContaining('variable values') }],
    });
  });

  test.each(['scheduledBackups', 'enabled', 'method'])('with %s that is not known is not known', (name) => {
    const values = `values = [yamlencode({ backups = { ${name} = var.v } })]`;
    const why = expect.stringContaining(`its backups.${name} is not known: variable v`);
    expect(read(`variable "v" {}\n${release(values)}`).result).toMatchObject({ objects: [], unknown: [{ why }] });
  });

  test('with a part that is not known knows the rest', () => {
    const values = 'values = [yamlencode({ cluster = { instances = var.n, imageName = "a" } })]';
    expect(specOf(`variable "n" {}\n${release(values)}`)).toMatchObject({
      spec: { instances: expect.stringContaining('variable n'), imageName: 'a' },
    });
  });
});

describe('what is set', () => {
  const values = `values = [<<-YAML
    backups:
      enabled: true
      scheduledBackups:
        - name: daily
          schedule: "0 3 * * *"
        - name: weekly
          schedule: "0 0 3 * * 0"
  YAML
  ]`;

  test('may be in a list', () => {
    const set = '[{ name = "backups.scheduledBackups[0].schedule", value = "0 0 3 * * *" }]';
    const { objects } = read(release(`${values}\n  set = ${set}`)).result;
    const schedules = objects.flatMap(({ kind, root }) =>
      kind === 'ScheduledBackup' ? [root.entries.get('spec')] : [],
    );
    expect(
      schedules.map((spec) => spec?.value.kind === 'mapping' && spec.value.entries.get('schedule')?.value),
    ).toMatchObject([{ value: '0 0 3 * * *' }, { value: '0 0 3 * * 0' }]);
  });

  test.each<[string, unknown]>([
    ['name = "cluster.imageName"\n value = "true"', { imageName: true }],
    ['name = "cluster.imageName"\n value = "true"\n type = "string"', { imageName: 'true' }],
    ['name = "cluster.imageName"\n value = "0123"', { imageName: '0123' }],
    ['name = "cluster.instances"\n value = "12"', { instances: 12 }],
    ['name = "cluster.postgresql.parameters.a\\\\.b"\n value = "c"', { postgresql: { parameters: { 'a.b': 'c' } } }],
    ['name = "cluster.postgresql.parameters.l"\n value = "{a,1}"', { postgresql: { parameters: { l: ['a', 1] } } }],
    ['name = "cluster.instances"\n value = "null"', { instances: 3 }],
  ])('is read as Helm reads it: %s', (set, spec) => {
    expect(specOf(release(`set {\n ${set}\n}`))).toMatchObject({ spec });
  });

  test('as sensitive is not seen', () => {
    expect(specOf(release('set_sensitive {\n name = "cluster.imageName"\n value = "hunter2"\n}'))).toMatchObject({
      spec: { imageName: '? it is sensitive' },
    });
  });
});

describe('other charts', () => {
  test('that hold manifests in their values are those', () => {
    const cluster = '{ apiVersion = "postgresql.cnpg.io/v1", kind = "Cluster", metadata = { name = "a" } }';
    const body = `values = [yamlencode({ resources = [${cluster}] })]`;
    expect(addresses(release(body, 'chart = "raw"'))).toEqual(['postgresql.cnpg.io/Cluster/-/a']);
  });

  test('that hold a database are not known', () => {
    const { unknown } = read(
      release('', 'chart = "postgresql"\n repository = "oci://registry-1.docker.io/bitnamicharts"'),
    ).result;
    expect(unknown).toMatchObject([
      { what: 'helm_release.a of the postgresql chart', why: 'its chart is not in this repository' },
    ]);
  });

  test.each(['cloudnative-pg', 'postgres-operator', 'ingress-nginx'])("such as %s are nobody's concern", (chart) => {
    expect(read(release('', `chart = "${chart}"`)).result).toMatchObject({ objects: [], unknown: [] });
  });
});
