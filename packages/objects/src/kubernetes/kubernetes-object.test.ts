// biome-ignore-all lint/suspicious/noTemplateCurlyInString: names that Flux fills in
import type { MappingNode, Node } from '@backlint/source/node';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../yaml/read-yaml.ts';
import { kubernetesObjectFrom } from './kubernetes-object.ts';

function mapping(text: string): MappingNode {
  const root = readYaml({ path: 'a.yaml', text }).result[0]?.root;
  if (root?.kind !== 'mapping') throw new Error('no mapping');
  return root;
}

function objectOf(text: string) {
  return kubernetesObjectFrom(mapping(text));
}

function addressOf(metadata: string, apiVersion = 'postgresql.cnpg.io/v1'): string | undefined {
  return objectOf(`apiVersion: ${apiVersion}\nkind: Cluster\nmetadata: ${metadata}\n`)?.address;
}

test('an object knows who it is and where its name is written', () => {
  const text = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata:\n  name: orders\n  namespace: shop\n';
  const object = objectOf(text);
  expect(object).toMatchObject({
    ...{ apiVersion: 'postgresql.cnpg.io/v1', group: 'postgresql.cnpg.io', kind: 'Cluster' },
    name: { kind: 'written', value: 'orders' },
    namespace: { kind: 'written', value: 'shop' },
    address: 'postgresql.cnpg.io/Cluster/shop/orders',
    origin: { range: { start: text.indexOf('orders'), end: text.indexOf('orders') + 'orders'.length } },
  });
});

describe('its address', () => {
  test.each([
    ['{name: orders, namespace: shop}', 'postgresql.cnpg.io/Cluster/shop/orders'],
    ['{name: orders}', 'postgresql.cnpg.io/Cluster/-/orders'],
    ['{name: orders, namespace: ""}', 'postgresql.cnpg.io/Cluster/-/orders'],
    ['{name: orders, namespace: "${NS}"}', 'postgresql.cnpg.io/Cluster/-/orders'],
    ['{name: "${APP}-db", namespace: shop}', 'postgresql.cnpg.io/Cluster/shop/${APP}-db'],
    ['{name: "{{ .name }}"}', 'postgresql.cnpg.io/Cluster/-/{{ .name }}'],
    ['{name: 012}', 'postgresql.cnpg.io/Cluster/-/012'],
    ['{name: yes}', 'postgresql.cnpg.io/Cluster/-/yes'],
    ['{generateName: x-}', 'postgresql.cnpg.io/Cluster/-/-'],
    ['', 'postgresql.cnpg.io/Cluster/-/-'],
  ])('for metadata %s', (metadata, expected) => {
    expect(addressOf(metadata)).toBe(expected);
  });

  test('says core for the core group and leaves the version out', () => {
    expect(addressOf('{name: a}', 'v1')).toBe('core/Cluster/-/a');
    expect(addressOf('{name: a}', 'postgresql.cnpg.io/v2alpha1')).toBe(addressOf('{name: a}'));
  });

  test('does not move with its lines', () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n';
    expect(objectOf(`# c\n\n${text}`)?.address).toBe(objectOf(text)?.address);
  });
});

test('a name that a template fills in is unknown, with what is certain of it', () => {
  const object = objectOf('apiVersion: v1\nkind: Secret\nmetadata: {name: "db-${APP}", namespace: "${NS}"}\n');
  expect(object?.name).toMatchObject({ kind: 'unknown', why: expect.stringContaining('template'), prefix: 'db-' });
  expect(object?.namespace).toMatchObject({ kind: 'unknown' });
  expect(object?.namespace).not.toHaveProperty('prefix');
});

test('without a name its kind is its grip', () => {
  const text = 'apiVersion: v1\nkind: Secret\n';
  expect(objectOf(text)?.origin.range).toMatchObject({ start: text.indexOf('Secret') });
});

test('a name that another source cannot know shows as that source writes it', () => {
  const file = { path: 'main.tf', text: 'name = var.name' };
  const origin = { range: { file, start: 7, end: 15 } };
  const scalar = (value: string): Node => ({ kind: 'scalar', value, origin });
  const entries = (nodes: Record<string, Node>): MappingNode => ({
    kind: 'mapping',
    entries: new Map(Object.entries(nodes).map(([key, value]) => [key, { key: origin, value }])),
    origin,
  });
  const root = entries({
    apiVersion: scalar('v1'),
    kind: scalar('Secret'),
    metadata: entries({ name: { kind: 'unknown', why: 'var.name has no default', prefix: 'db-', origin } }),
  });
  expect(kubernetesObjectFrom(root)).toMatchObject({
    name: { kind: 'unknown', why: 'var.name has no default', prefix: 'db-' },
    address: 'core/Secret/-/var.name',
  });
});

test.each([
  'kind: Secret',
  'apiVersion: v1',
  'apiVersion: 1\nkind: Secret',
  'apiVersion: v1\nkind: [a]',
  'kind: A\nkind: B',
])('what does not say what it is, is no object: %j', (text) => {
  expect(objectOf(text)).toBeUndefined();
});
