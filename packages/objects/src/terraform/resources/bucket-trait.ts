import { type MappingNode, nodeAt } from '@backlint/source/node';
import { booleanAt, isWritten, numberAt, originAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known, mapValue, type Value } from '@backlint/source/value';

/** Something that Terraform says of a bucket: that it makes it, or what keeps others from losing what is in it. */
export interface BucketTrait {
  readonly provider: 'aws' | 'google' | 'minio';
  readonly bucket: Value<string>;
  /**
   * `made` where Terraform makes the bucket. `versions` keep what is deleted or overwritten, as `trash` does for a while; a
   * `lock` refuses to lose it, and a `copy` is a second bucket.
   */
  readonly kind: 'made' | 'versions' | 'trash' | 'lock' | 'copy';
  /** Whether it is in force. */
  readonly holds: Value<boolean>;
  /** For how many days, for locks. */
  readonly days?: Value<number>;
  /** For locks: whether nobody can lift it, whatever they may do otherwise. */
  readonly isFinal?: Value<boolean>;
  /** For locks: whether a deletion is refused, and not merely noted in a new version. */
  readonly refusesDeletion?: true;
  readonly origin: Origin;
}

/** What a resource of AWS, Google or MinIO says of a bucket; nothing of any other type. */
export function readBucketTraits(type: string, body: MappingNode): readonly BucketTrait[] {
  const bucket = stringAt(body, type === 'google_storage_bucket' ? 'name' : 'bucket');
  switch (type) {
    case 'aws_s3_bucket':
      return [
        made('aws', bucket),
        // Of old, all of this stood in the bucket itself; and a bucket that can lock keeps versions.
        ...flag('aws', bucket, 'versions', booleanAt(body, 'versioning', 0, 'enabled')),
        ...flag('aws', bucket, 'versions', booleanAt(body, 'object_lock_enabled')),
        ...block('aws', bucket, 'lock', body, 'object_lock_configuration'),
        ...block('aws', bucket, 'copy', body, 'replication_configuration'),
      ];
    case 'aws_s3_bucket_versioning':
      return flag('aws', bucket, 'versions', enabled(body));
    case 'aws_s3_bucket_object_lock_configuration':
      return [awsLock(bucket, body)];
    case 'aws_s3_bucket_replication_configuration':
      return [copy('aws', bucket, body)];
    case 'aws_backup_selection':
      // It may take buckets by their tags.
      return [copy('aws', { kind: 'unknown', why: 'AWS Backup chooses it', origin: body.origin }, body)];
    case 'google_storage_bucket':
      return [made('google', bucket), ...googleTraits(bucket, body)];
    case 'minio_s3_bucket':
      return [made('minio', bucket), ...flag('minio', bucket, 'versions', booleanAt(body, 'object_locking'))];
    case 'minio_s3_bucket_versioning':
      return flag('minio', bucket, 'versions', enabled(body));
    case 'minio_s3_bucket_retention':
      return [minioLock(bucket, body)];
    case 'minio_s3_bucket_replication':
      return [copy('minio', bucket, body)];
    default:
      return [];
  }
}

function made(provider: BucketTrait['provider'], bucket: Value<string>): BucketTrait {
  return { provider, bucket, kind: 'made', holds: certain(true, bucket.origin), origin: bucket.origin };
}

function copy(provider: BucketTrait['provider'], bucket: Value<string>, { origin }: MappingNode): BucketTrait {
  return { provider, bucket, kind: 'copy', holds: certain(true, origin), origin };
}

function flag(
  provider: BucketTrait['provider'],
  bucket: Value<string>,
  kind: BucketTrait['kind'],
  holds: Value<boolean>,
): readonly BucketTrait[] {
  return holds.kind === 'absent' ? [] : [{ provider, bucket, kind, holds, origin: holds.origin }];
}

/** A block that is there; what it says in detail is not asked. */
function block(
  provider: BucketTrait['provider'],
  bucket: Value<string>,
  kind: BucketTrait['kind'],
  body: MappingNode,
  field: string,
): readonly BucketTrait[] {
  if (!isWritten(body, field, 0) && nodeAt(body, [field])?.kind !== 'unknown') return [];
  const origin = originAt(body, [field]);
  return [{ provider, bucket, kind, holds: { kind: 'unknown', why: 'its details are not read', origin }, origin }];
}

function enabled(body: MappingNode): Value<boolean> {
  const status = stringAt(body, 'versioning_configuration', 0, 'status');
  return mapValue(status, (text) => text === 'Enabled');
}

function awsLock(bucket: Value<string>, body: MappingNode): BucketTrait {
  const retention = ['rule', 0, 'default_retention', 0] as const;
  const days = numberAt(body, ...retention, 'days');
  const years = numberAt(body, ...retention, 'years');
  return lock('aws', bucket, body, {
    mode: stringAt(body, ...retention, 'mode'),
    days: days.kind === 'absent' ? mapValue(years, (count) => count * 365) : days,
  });
}

function minioLock(bucket: Value<string>, body: MappingNode): BucketTrait {
  const isYears = known(stringAt(body, 'unit')) === 'YEARS';
  return lock('minio', bucket, body, {
    mode: stringAt(body, 'mode'),
    days: mapValue(numberAt(body, 'validity_period'), (count) => (isYears ? count * 365 : count)),
  });
}

function lock(
  provider: BucketTrait['provider'],
  bucket: Value<string>,
  { origin }: MappingNode,
  { mode, days }: { readonly mode: Value<string>; readonly days: Value<number> },
): BucketTrait {
  // Without a default, each upload would have to ask for its lock, and barman asks for none.
  const holds = mapValue(days, (count) => count > 0);
  return {
    provider,
    bucket,
    kind: 'lock',
    holds: holds.kind === 'absent' ? certain(false, origin) : holds,
    days,
    isFinal: mapValue(mode, (text) => text === 'COMPLIANCE'),
    origin: days.kind === 'absent' ? origin : days.origin,
  };
}

const secondsADay = 86_400;

function googleTraits(bucket: Value<string>, body: MappingNode): readonly BucketTrait[] {
  const period = secondsAt(body, 'retention_policy', 0, 'retention_period');
  const trash = secondsAt(body, 'soft_delete_policy', 0, 'retention_duration_seconds');
  const final = booleanAt(body, 'retention_policy', 0, 'is_locked');
  const lockTrait: BucketTrait = {
    provider: 'google',
    bucket,
    kind: 'lock',
    holds: mapValue(period, (seconds) => seconds > 0),
    days: mapValue(period, (seconds) => seconds / secondsADay),
    isFinal: final.kind === 'absent' ? certain(false, final.origin) : final,
    refusesDeletion: true,
    origin: period.origin,
  };
  return [
    ...flag('google', bucket, 'versions', booleanAt(body, 'versioning', 0, 'enabled')),
    // Where nothing is written, Google keeps what is deleted for a week.
    {
      provider: 'google',
      bucket,
      kind: 'trash',
      holds: trash.kind === 'absent' ? certain(true, trash.origin) : mapValue(trash, (seconds) => seconds > 0),
      origin: trash.origin,
    },
    ...(period.kind === 'absent' ? [] : [lockTrait]),
  ];
}

/** Newer providers write the number as a text. */
function secondsAt(body: MappingNode, ...path: readonly (string | number)[]): Value<number> {
  const text = stringAt(body, ...path);
  if (text.kind === 'written' && /^\d+$/.test(text.value)) return { ...text, value: Number(text.value) };
  return numberAt(body, ...path);
}

function certain<T>(value: T, origin: Origin): Value<T> {
  return { kind: 'defaulted', value, origin };
}
