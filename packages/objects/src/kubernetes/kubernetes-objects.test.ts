import { expect, test } from 'vitest';
import { readYaml } from '../yaml/read-yaml.ts';
import { kubernetesObjectsOf } from './kubernetes-objects.ts';

function addressesOf(text: string): string[] {
  return readYaml({ path: 'a.yaml', text }).result.flatMap(({ root }) =>
    kubernetesObjectsOf(root).map(({ address }) => address),
  );
}

const secret = '{apiVersion: v1, kind: Secret, metadata: {name: s}}';

test('a document is one object', () => {
  expect(addressesOf(secret)).toEqual(['core/Secret/-/s']);
});

test.each(['text', '[a, b]', '{a: 1}', '~'])('or none: %s', (text) => {
  expect(addressesOf(text)).toEqual([]);
});

test('a list is its items', () => {
  expect(addressesOf(`{apiVersion: v1, kind: List, items: [${secret}, text, {a: 1}, ${secret}]}`)).toEqual([
    'core/Secret/-/s',
    'core/Secret/-/s',
  ]);
  expect(addressesOf('{apiVersion: v1, kind: List, items: []}')).toEqual([]);
});

test('the items of a typed list take kind and version from it where they have no kind', () => {
  const text = `apiVersion: batch/v1\nkind: CronJobList\nitems:\n- metadata: {name: a}\n- ${secret}\n`;
  expect(addressesOf(text)).toEqual(['batch/CronJob/-/a', 'core/Secret/-/s']);
});

test('lists do not nest, so aliases cannot multiply their items', () => {
  const list = `{apiVersion: v1, kind: List, items: [${secret}]}`;
  expect(addressesOf(`{apiVersion: v1, kind: List, items: [${list}]}`)).toEqual(['core/List/-/-']);
});

test('a kind that ends with List but has no items is an object', () => {
  expect(addressesOf('{apiVersion: x.io/v1, kind: AllowList, metadata: {name: a}}')).toEqual(['x.io/AllowList/-/a']);
});
