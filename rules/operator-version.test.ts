import { lint } from '@backlint/lint/lint';
import type { Rule } from '@backlint/lint/rule';
import { type ModelOptions, readBackupModel } from '@backlint/model/read-backup-model';
import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { deprecatedInTreeStore } from './deprecated-in-tree-store/rule.ts';
import { undeclaredWalArchiver } from './undeclared-wal-archiver/rule.ts';
import { unknownField } from './unknown-field/rule.ts';

const cluster = (spec: string) =>
  `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: orders }, spec: { storage: { size: 1Gi }, ${spec} } }`;
const objectStore =
  '{ apiVersion: barmancloud.cnpg.io/v1, kind: ObjectStore, metadata: { name: s }, spec: { typo: 1, configuration: { destinationPath: s3://x } } }';
const inTree = cluster('backup: { barmanObjectStore: { destinationPath: s3://x } }');
const undeclared = cluster('plugins: [{ name: barman-cloud.cloudnative-pg.io, parameters: { barmanObjectName: s } }]');

function severities(rule: Rule, text: string, options: ModelOptions): readonly string[] {
  const { objects } = readObjects(memoryTree({ 'a.yaml': text })).result;
  const { findings } = lint(readBackupModel(objects, options), [rule], { now: new Date(0) });
  return findings.map(({ severity }) => severity);
}

test.each<[Rule, string, ModelOptions, string[]]>([
  [deprecatedInTreeStore, inTree, {}, ['warning']],
  [deprecatedInTreeStore, inTree, { operatorVersion: '1.25.4' }, []],
  [deprecatedInTreeStore, inTree, { operatorVersion: '1.30.0' }, ['warning']],
  [deprecatedInTreeStore, inTree, { operatorVersion: '1.31.0' }, ['error']],
  [undeclaredWalArchiver, undeclared, {}, ['warning']],
  [undeclaredWalArchiver, undeclared, { operatorVersion: '1.25.0' }, []],
  [undeclaredWalArchiver, undeclared, { operatorVersion: '1.25.1' }, ['warning']],
  [unknownField, cluster('typo: 1'), {}, ['warning']],
  [unknownField, cluster('typo: 1'), { operatorVersion: '1.30.0' }, ['error']],
  [unknownField, cluster('typo: 1'), { operatorVersion: '1.99.0' }, ['warning']],
  [unknownField, objectStore, { operatorVersion: '1.30.0' }, ['warning']],
  [unknownField, objectStore, { pluginVersion: '0.14.0' }, ['error']],
])('$id of %s with %o: %o', (rule, text, options, expected) => {
  expect(severities(rule, text, options)).toEqual(expected);
});
