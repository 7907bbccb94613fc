import { memoryTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { read, values } from './fixtures/test-objects.ts';
import { readTerraform } from './read-terraform.ts';

function manifest(spec: string, more = ''): string {
  return `resource "kubernetes_manifest" "x" {
  ${more}
  manifest = { apiVersion = "v1", kind = "X", metadata = { name = "x" }, spec = ${spec} }
}
`;
}

describe('files outside the tree are not read', () => {
  test.each([
    'file("/etc/passwd")',
    'file("../../../x")',
    'file("~/.netrc")',
    'file("${path.root}/../../../etc/passwd")',
    'filebase64("/proc/self/environ")',
    'templatefile("/etc/passwd", {})',
    'fileset("/etc", "*")',
    'fileexists("/etc/passwd")',
    'yamldecode(file("/etc/passwd"))',
  ])('%s', (call) => {
    const asked: string[] = [];
    const tree = memoryTree({ 'a/b/main.tf': manifest(call) });
    readTerraform({ paths: tree.paths, read: (path) => tree.read(asked[asked.push(path) - 1] ?? '') });
    expect(new Set(asked)).toEqual(new Set(['a/b/main.tf']));
    expect(values({ 'a/b/main.tf': manifest(call) })['kubernetes_manifest.x']).toMatch(/outside the repository/);
  });
});

test('ten thousand instances are cut short, and said to be', () => {
  const { result, diagnostics } = read(manifest('1', 'for_each = toset([for n in range(1000) : tostring(n)])'));
  expect(result.objects).toHaveLength(200);
  expect(diagnostics).toMatchObject([{ code: 'limit-instances', message: expect.stringContaining('1000 instances') }]);
  const counted = read(manifest('1', 'count = 10000'));
  expect(counted.result.objects).toHaveLength(200);
  expect(counted.diagnostics).toMatchObject([{ code: 'limit-instances' }]);
});

test('modules that multiply are cut short', () => {
  const files = Object.fromEntries(
    Array.from({ length: 6 }, (_, n) => [`m${n}/main.tf`, `module "kube" {\n source = "../m${n + 1}"\n count = 50\n}`]),
  );
  const { result } = read({ ...files, 'm6/main.tf': manifest('1') });
  expect(result.objects.length).toBeLessThanOrEqual(5000);
  expect(result.unknown.map(({ why }) => why)).toContain('there are more than 1000 module instances');
});

test('locals that double a text run out of steps', () => {
  const doublings = Array.from({ length: 60 }, (_, n) => `l${n + 1} = "\${local.l${n}}\${local.l${n}}"`);
  const locals = `locals {\n l0 = "ha"\n${doublings.join('\n')}\n}\n`;
  expect(values({ 'main.tf': locals + manifest('local.l60') })['kubernetes_manifest.x']).toMatch(
    /longer than|too many/,
  );
});

test('resources that refer to each other in a circle are unknown', () => {
  const secret = (name: string, other: string) =>
    `resource "kubernetes_secret" "${name}" {\n metadata { name = kubernetes_secret.${other}.metadata[0].name }\n}\n`;
  const { objects } = read(secret('a', 'b') + secret('b', 'a')).result;
  expect(objects.map(({ name }) => name.kind)).toEqual(['unknown', 'unknown']);
});

test('names like __proto__ are names', () => {
  const text = `variable "__proto__" { default = "a" }\nlocals {\n constructor = var.__proto__\n}\n${manifest('local.constructor')}`;
  expect(values({ 'main.tf': text })['kubernetes_manifest.x']).toBe('a');
});

test('a file that is broken says so, and the rest is read', () => {
  const { result, diagnostics } = read({ 'a.tf': 'resource "x" {', 'b.tf': manifest('local.a') });
  expect(diagnostics.map(({ at }) => at.file.path)).toContain('a.tf');
  expect(result.objects).toHaveLength(1);
  expect(values({ 'a.tf': 'resource "x" {', 'b.tf': manifest('local.a') })['kubernetes_manifest.x']).toMatch(
    'could not be read',
  );
});

test('configuration that sends nothing to a cluster is not even parsed', () => {
  const { result, diagnostics } = read({ 'main.tf': 'resource "aws_vpc" {{{', 'x.json': '{"a": 1}' });
  expect(result).toMatchObject({ objects: [], unknown: [] });
  expect(diagnostics).toEqual([]);
});
