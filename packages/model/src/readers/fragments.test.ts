import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { separateFragments } from './fragments.ts';

type Kind = Parameters<typeof separateFragments>[1];

const apiVersions: Readonly<Record<Kind, string>> = {
  Cluster: 'postgresql.cnpg.io/v1',
  ScheduledBackup: 'postgresql.cnpg.io/v1',
  Backup: 'postgresql.cnpg.io/v1',
  ObjectStore: 'barmancloud.cnpg.io/v1',
  CronJob: 'batch/v1',
};

function wholesOf(kind: Kind, specs: readonly string[], path = 'a.yaml'): number {
  const documents = specs.map((spec) =>
    JSON.stringify({ apiVersion: apiVersions[kind], kind, metadata: { name: 'x' }, spec: JSON.parse(spec) }),
  );
  const { objects } = readObjects(memoryTree({ [path]: documents.join('\n---\n') })).result;
  const { wholes, fragments } = separateFragments(objects, kind);
  expect(wholes.length + fragments.length).toBe(specs.length);
  return wholes.length;
}

const container = (fields: string) => `{"template":{"spec":{"containers":[${fields}]}}}`;

test.each<[Kind, string, number]>([
  ['Cluster', '{"storage":{"size":"1Gi"}}', 1],
  ['Cluster', '{"instances":3}', 0],
  ['ScheduledBackup', '{"schedule":"@daily","cluster":{"name":"x"}}', 1],
  ['ScheduledBackup', '{"schedule":"@daily"}', 1],
  ['ScheduledBackup', '{"suspend":true}', 0],
  ['Backup', '{"cluster":{"name":"x"}}', 1],
  ['Backup', '{}', 0],
  ['ObjectStore', '{"configuration":{"destinationPath":"s3://x"}}', 1],
  ['ObjectStore', '{"retentionPolicy":"30d"}', 0],
  ['CronJob', `{"schedule":"@daily","jobTemplate":{"spec":${container('{"image":"x"}')}}}`, 1],
  ['CronJob', `{"schedule":"@daily","jobTemplate":{"spec":${container('{"name":"x"}')}}}`, 0],
  ['CronJob', '{"suspend":true}', 0],
])('a %s of %s has %i wholes', (kind, spec, count) => {
  expect(wholesOf(kind, [spec])).toBe(count);
});

test('a schedule without a cluster is a patch beside one of the same name that has one', () => {
  const specs = ['{"schedule":"@daily","cluster":{"name":"x"}}', '{"schedule":"@weekly"}'];
  expect(wholesOf('ScheduledBackup', specs)).toBe(1);
});

test.each(['chainsaw/01-cluster-assert.yaml', '00-assert.yaml', 'errors.yml', 'suite/02-errors.yaml'])(
  'what %s holds is compared, not applied',
  (path) => expect(wholesOf('Cluster', ['{"storage":{"size":"1Gi"}}'], path)).toBe(0),
);
