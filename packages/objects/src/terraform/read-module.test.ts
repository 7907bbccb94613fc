import { describe, expect, test } from 'vitest';
import { read, values } from './fixtures/test-objects.ts';

/** A manifest called `x` whose `spec` is an expression, with whatever belongs to the block. */
function manifest(spec: string, more = ''): string {
  return `resource "kubernetes_manifest" "x" {
  ${more}
  manifest = { apiVersion = "v1", kind = "X", metadata = { name = "x" }, spec = ${spec} }
}
`;
}

describe('variables', () => {
  const variable = (body: string) => `variable "v" {\n${body}\n}\n`;

  test.each<[string, Record<string, string>, unknown]>([
    ['have a default', { 'main.tf': variable('default = "a"') + manifest('var.v') }, 'a'],
    ['are converted', { 'main.tf': variable('type = number\ndefault = "3"') + manifest('var.v') }, 3],
    [
      'fill in optional attributes',
      {
        'main.tf':
          variable('type = object({ a = optional(string, "b"), c = optional(bool) })\ndefault = {}') +
          manifest('var.v.a'),
      },
      'b',
    ],
    [
      'come from terraform.tfvars',
      { 'main.tf': variable('default = "a"') + manifest('var.v'), 'terraform.tfvars': 'v = "file"' },
      'file',
    ],
    [
      'come from *.auto.tfvars after that, in order',
      {
        'main.tf': variable('') + manifest('var.v'),
        'terraform.tfvars': 'v = 1',
        'b.auto.tfvars': 'v = "b"',
        'a.auto.tfvars.json': '{ "v": "a" }',
      },
      'b',
    ],
    [
      'do not come from other files',
      { 'main.tf': variable('default = 1') + manifest('var.v'), 'prod.tfvars': 'v = 2' },
      1,
    ],
    [
      'that may not be null fall back',
      { 'main.tf': variable('nullable = false\ndefault = "a"') + manifest('var.v'), 'terraform.tfvars': 'v = null' },
      'a',
    ],
    [
      'without a value are unknown',
      { 'main.tf': variable('') + manifest('var.v') },
      '? variable v has no default, and no file in the repository sets it',
    ],
    [
      'that are sensitive are dropped',
      { 'main.tf': variable('sensitive = true\ndefault = "hunter2"') + manifest('var.v') },
      '? it is sensitive',
    ],
  ])('%s', (_, files, expected) => {
    expect(values(files)['kubernetes_manifest.x']).toEqual(expected);
  });

  test('come from files that one asks for, last', () => {
    const files = { 'main.tf': variable('') + manifest('var.v'), 'x.auto.tfvars': 'v = 1', 'env/prod.tfvars': 'v = 2' };
    expect(values(files, { variableFiles: ['env/prod.tfvars'] })['kubernetes_manifest.x']).toBe(2);
  });

  test('that are sensitive as a whole keep their switches, and the defaults of their type', () => {
    const type = 'type = object({ on = bool, schedule = optional(string, "@daily"), password = string })';
    const files = {
      'main.tf': variable(`${type}\nsensitive = true`) + manifest('var.v'),
      'terraform.tfvars': 'v = { on = true, password = "hunter2" }',
    };
    expect(values(files)['kubernetes_manifest.x']).toEqual({
      on: true,
      schedule: '@daily',
      password: '? it is sensitive',
    });
  });
});

test('locals are worked out when they are needed, in any order, and one that needs itself is unknown', () => {
  const locals = 'locals {\n a = "${local.b}!"\n b = "b"\n c = local.d\n d = local.c\n}\n';
  expect(values({ 'main.tf': locals + manifest('[local.a, local.c]') })['kubernetes_manifest.x']).toEqual([
    'b!',
    '? it refers to itself',
  ]);
});

describe('files', () => {
  test('of one directory are one module; JSON too', () => {
    const files = { 'a.tf': manifest('local.a'), 'b.tf.json': '{ "locals": { "a": "json" } }' };
    expect(values(files)['kubernetes_manifest.x']).toBe('json');
  });

  test('of OpenTofu hide those of Terraform of the same name', () => {
    const files = { 'a.tf': 'locals { a = 1 }', 'a.tofu': 'locals { a = 2 }', 'b.tf': manifest('local.a') };
    expect(values(files)['kubernetes_manifest.x']).toBe(2);
  });

  test('that override replace arguments and blocks', () => {
    const job = 'resource "kubernetes_secret" "s" {\n metadata { name = "a" }\n type = "b"\n}\n';
    const files = {
      'main.tf': job,
      's_override.tf': 'resource "kubernetes_secret" "s" {\n metadata { name = "c" }\n}',
    };
    expect(read(files).result.objects.map(({ address }) => address)).toEqual(['core/Secret/-/c']);
  });

  test('override what is there, and nothing else', () => {
    const { result, diagnostics } = read({ 'main.tf': 'locals {}', 'a_override.tf': manifest('1') });
    expect(result.objects).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'terraform-override', at: { file: { path: 'a_override.tf' } } }]);
  });

  test('declare a name once', () => {
    expect(read(manifest('1') + manifest('2')).diagnostics).toMatchObject([{ code: 'terraform-duplicate' }]);
  });
});

describe('count and for_each', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['count = 2', 'count.index', { 'kubernetes_manifest.x[0]': 0, 'kubernetes_manifest.x[1]': 1 }],
    ['count = false ? 1 : 0', '1', {}],
    [
      'for_each = toset(["b", "a"])',
      'each.value',
      { 'kubernetes_manifest.x["a"]': 'a', 'kubernetes_manifest.x["b"]': 'b' },
    ],
    ['for_each = { "a b" = 1 }', '[each.key, each.value]', { 'kubernetes_manifest.x["a b"]': ['a b', 1] }],
    ['for_each = { "q\\"$${x}" = 1 }', 'each.value', { 'kubernetes_manifest.x["q\\"$${x}"]': 1 }],
    [
      'count = timestamp() == "" ? 1 : 0',
      'count.index',
      { 'kubernetes_manifest.x[*]': expect.stringContaining('time') },
    ],
    ['for_each = merge({ a = 1 }, data.d.e)', 'each.key', { 'kubernetes_manifest.x[*]': expect.stringContaining('?') }],
  ])('%s', (argument, spec, expected) => {
    expect(values({ 'main.tf': manifest(spec, argument) })).toEqual(expected);
  });

  test('an instance of an unknown number says that it may not exist', () => {
    const { objects } = read(`${manifest('1', 'count = var.on ? 1 : 0')}variable "on" {}`).result;
    expect(objects.map(({ terraform }) => terraform.doubt)).toEqual([expect.stringContaining('variable on')]);
  });

  test('references see a list or a map', () => {
    const ns = (more: string) => `resource "kubernetes_namespace" "n" {\n ${more}\n metadata { name = "n" }\n}\n`;
    const at = (more: string, reference: string) =>
      values({ 'main.tf': ns(more) + manifest(reference) })['kubernetes_manifest.x'];
    expect(at('', 'kubernetes_namespace.n.metadata[0].name')).toBe('n');
    expect(at('', 'kubernetes_namespace.n.metadata.0.name')).toBe('n');
    expect(at('', 'kubernetes_namespace.n.id')).toBe('n');
    expect(at('count = 2', 'kubernetes_namespace.n[1].metadata[0].name')).toBe('n');
    expect(at('for_each = { k = 1 }', 'kubernetes_namespace.n["k"].metadata[0].name')).toBe('n');
    expect(at('', 'kubernetes_namespace.n.metadata[0].uid')).toMatch('only the provider knows it');
  });
});

describe('modules', () => {
  const child = `variable "name" {}\nvariable "size" { default = 1 }\n${manifest('[var.name, var.size, path.module]')}
output "upper" { value = upper(var.name) }\n`;

  test('get their arguments, and give outputs', () => {
    const root = `module "a" {\n source = "./child"\n name = "one"\n}\n${manifest('module.a.upper')}`;
    expect(values({ 'main.tf': root, 'child/main.tf': child })).toEqual({
      'kubernetes_manifest.x': 'ONE',
      'module.a.kubernetes_manifest.x': ['one', 1, 'child'],
    });
  });

  test('are as many as count and for_each say', () => {
    const root = `module "a" {\n source = "../child"\n for_each = { k = "v" }\n name = each.value\n}
module "b" {\n source = "../child"\n count = 1\n name = module.a["k"].upper\n}\n`;
    expect(values({ 'live/main.tf': root, 'child/main.tf': child })).toEqual({
      'module.a["k"].kubernetes_manifest.x': ['v', 1, '../child'],
      'module.b[0].kubernetes_manifest.x': ['V', 1, '../child'],
    });
  });

  test.each([
    ['git::https://169.254.169.254/postgres', 'nothing is fetched'],
    ['terraform-aws-modules/postgres/aws', 'nothing is fetched'],
    ['../../postgres', 'outside the repository'],
    ['./postgres', 'no configuration'],
  ])('from %s are unknown', (source, why) => {
    const root = `module "a" { source = "${source}" }\n${manifest('module.a.out')}`;
    const { unknown } = read({ 'live/main.tf': root }).result;
    expect(unknown).toMatchObject([{ what: 'module.a', why: expect.stringContaining(why) }]);
    expect(values({ 'live/main.tf': root })['kubernetes_manifest.x']).toMatch(why);
  });

  test('that call each other in a circle, or themselves, end', () => {
    const files = {
      'main.tf': 'module "kube_a" { source = "./a" }',
      'a/main.tf': `module "kube_b" { source = "../b" }\n${manifest('1')}`,
      'b/main.tf': 'module "kube_a" { source = "../a" }',
    };
    const { objects, unknown } = read(files).result;
    expect(objects.map(({ terraform }) => terraform.address)).toEqual(['module.kube_a.kubernetes_manifest.x']);
    expect(unknown).toMatchObject([
      { what: 'module.kube_a.module.kube_b.module.kube_a', why: 'its module calls itself' },
    ]);
  });

  test('ten deep are too deep', () => {
    const files = Object.fromEntries(
      Array.from({ length: 11 }, (_, n) => [
        `m${n}/main.tf`,
        `module "kube" { source = "../m${n + 1}" }\n${manifest('1')}`,
      ]),
    );
    const { result } = read(files);
    expect(result.objects).toHaveLength(9);
    expect(result.unknown).toMatchObject([{ why: expect.stringContaining('more than 8 modules') }]);
  });
});

describe('root modules', () => {
  const object = (kind: string, name = '"a"', namespace = '"shop"') => `resource "kubernetes_manifest" "x" {
  manifest = { apiVersion = "postgresql.cnpg.io/v1", kind = "${kind}", metadata = { name = ${name}, namespace = ${namespace} } }
}
`;
  const environments = (files: Readonly<Record<string, string>>) =>
    read(files).result.objects.map(({ deployment }) => deployment?.environment);

  test('go to one cluster', () => {
    expect(environments({ 'a/main.tf': object('Cluster'), 'b/main.tf': object('ScheduledBackup') })).toEqual(['', '']);
  });

  test('that make the same object go to different ones', () => {
    const files = { 'a/main.tf': object('Cluster'), 'b/main.tf': object('Cluster'), 'c/main.tf': object('Backup') };
    expect(environments(files)).toEqual(['a', 'b', '']);
  });

  test('that may make the same object need not', () => {
    const unknown = object('Cluster', '"a"', 'var.namespace');
    expect(
      environments({
        'a/main.tf': `variable "namespace" {}\n${unknown}`,
        'b/main.tf': `variable "namespace" {}\n${unknown}`,
      }),
    ).toEqual(['', '']);
  });
});

test('dynamic blocks are filled in', () => {
  const job = (forEach: string) => `variable "v" {}
resource "kubernetes_deployment_v1" "d" {
  metadata { name = "d" }
  spec {
    template {
      spec {
        container {
          dynamic "env" {
            for_each = ${forEach}
            iterator = it
            content {
              name  = it.key
              value = it.value
            }
          }
        }
      }
    }
  }
}
`;
  const spec = (env: unknown) => ({ template: { spec: { containers: [env] } } });
  expect(values({ 'main.tf': job('{ B = "2", A = "1" }') })).toEqual({
    'kubernetes_deployment_v1.d': spec({
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    }),
  });
  expect(values({ 'main.tf': job('var.v') })).toEqual({
    'kubernetes_deployment_v1.d': spec({ env: [expect.stringContaining('variable v')] }),
  });
});
