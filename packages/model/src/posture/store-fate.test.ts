import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readBackupModel } from '../read-backup-model.ts';
import { posturesOf } from './posture.ts';

const backups = (retention: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec: { storage: { size: 10Gi }, backup: { ${retention}barmanObjectStore: { destinationPath: s3://backups/orders/ } } }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders-daily, namespace: shop }
spec: { schedule: "0 0 2 * * *", cluster: { name: orders } }
`;
const bucket = 'resource "aws_s3_bucket" "a" {\n  bucket = "backups"\n}\n';
const versions =
  'resource "aws_s3_bucket_versioning" "a" {\n  bucket = "backups"\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n';
const lock = (mode: string, days: number) =>
  `resource "aws_s3_bucket_object_lock_configuration" "a" {\n  bucket = "backups"\n  rule {\n    default_retention {\n      mode = "${mode}"\n      days = ${days}\n    }\n  }\n}\n`;

test.each([
  ['a bucket that is not in the files', '', 'unknown'],
  ['one that keeps nothing', bucket, 'lost'],
  ['versions, which the keys may delete', bucket + versions, 'unknown'],
  ['a lock that somebody may lift', bucket + versions + lock('GOVERNANCE', 30), 'unknown'],
  ['a lock that nobody lifts', bucket + versions + lock('COMPLIANCE', 30), 'survives'],
  ['a lock that ends before the next base backup', bucket + versions + lock('COMPLIANCE', 1), 'unknown'],
  ['a lock of a bucket that may be made otherwise', lock('COMPLIANCE', 30), 'unknown'],
])('what an attacker with the keys leaves of %s', (_, terraform, outcome) => {
  expect(ransomware(backups('retentionPolicy: 30d, '), terraform)).toBe(outcome);
});

test('keys that expire nothing may be for writing alone', () => {
  expect(ransomware(backups(''), bucket)).toBe('unknown');
});

function ransomware(yaml: string, terraform: string): string | undefined {
  const { result } = readObjects(memoryTree({ 'a.yaml': yaml, 'main.tf': terraform }));
  const [posture] = posturesOf(readBackupModel(result.objects, result), { now: new Date('2026-01-01T00:00:00Z') });
  return posture?.survivals.find(({ disaster }) => disaster === 'ransomware')?.outcome;
}
