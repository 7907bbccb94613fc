import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { itemsAt, numberAt, originAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';

/** A rule by which a bucket deletes what lies in it. */
export interface BucketExpiry {
  readonly bucket: Value<string>;
  /** Only what begins with this is deleted; everything where it is empty. */
  readonly prefix: Value<string>;
  /** After how many days objects are deleted. */
  readonly days: Value<number>;
  readonly origin: Origin;
}

/** The expiry rules of a resource of AWS, Google or MinIO; nothing of any other type. */
export function readBucketExpiries(type: string, body: MappingNode): readonly BucketExpiry[] {
  switch (type) {
    case 'aws_s3_bucket_lifecycle_configuration':
      return itemsAt(body, 'rule').flatMap((rule) => readAwsRule(body, rule));
    case 'google_storage_bucket':
      return itemsAt(body, 'lifecycle_rule').flatMap((rule) => readGoogleRule(body, rule));
    case 'minio_ilm_policy':
      return itemsAt(body, 'rule').flatMap((rule) => readMinioRule(body, rule));
    default:
      return [];
  }
}

function readAwsRule(body: MappingNode, rule: Node): readonly BucketExpiry[] {
  const status = stringAt(rule, 'status');
  const days = numberAt(rule, 'expiration', 0, 'days');
  if (days.kind === 'absent' || (status.kind === 'written' && status.value !== 'Enabled')) return [];
  const filtered = stringAt(rule, 'filter', 0, 'prefix');
  const prefix = filtered.kind === 'absent' ? stringAt(rule, 'prefix') : filtered;
  return [{ bucket: stringAt(body, 'bucket'), prefix, days, origin: originAt(rule, ['expiration', 0, 'days']) }];
}

function readGoogleRule(body: MappingNode, rule: Node): readonly BucketExpiry[] {
  const action = stringAt(rule, 'action', 0, 'type');
  const days = numberAt(rule, 'condition', 0, 'age');
  if (days.kind === 'absent' || (action.kind === 'written' && action.value !== 'Delete')) return [];
  const prefix = stringAt(rule, 'condition', 0, 'matches_prefix', 0);
  return [{ bucket: stringAt(body, 'name'), prefix, days, origin: originAt(rule, ['condition', 0, 'age']) }];
}

function readMinioRule(body: MappingNode, rule: Node): readonly BucketExpiry[] {
  const expiration = stringAt(rule, 'expiration');
  if (expiration.kind === 'absent') return [];
  const days = expiration.kind === 'written' ? /^(\d+)d$/.exec(expiration.value)?.[1] : undefined;
  const origin = nodeAt(rule, ['expiration'])?.origin ?? rule.origin;
  const value: Value<number> =
    days === undefined
      ? { kind: 'unknown', why: 'it is not a number of days', origin }
      : { kind: 'written', value: Number(days), origin };
  return [{ bucket: stringAt(body, 'bucket'), prefix: stringAt(rule, 'filter'), days: value, origin }];
}
