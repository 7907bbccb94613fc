import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { isWritten, itemsAt, numberAt, originAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';

/** A rule by which a bucket deletes what lies in it. */
export interface BucketExpiry {
  /** Whose bucket it is; the resources of AWS can be pointed at other stores that speak S3. */
  readonly provider: 'aws' | 'google' | 'minio';
  readonly bucket: Value<string>;
  /** Only what begins with this is deleted; everything where it is absent or empty. */
  readonly prefix: Value<string>;
  /** Set where only some of that is deleted, by what such a choice goes by: `tags`. */
  readonly onlySome?: string;
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
  const prefixes = [['filter', 0, 'prefix'], ['filter', 0, 'and', 0, 'prefix'], ['prefix']] as const;
  const [prefix = stringAt(rule, 'prefix')] = prefixes
    .map((path) => stringAt(rule, ...path))
    .filter(({ kind }) => kind !== 'absent');
  const places = [
    ['filter', 0],
    ['filter', 0, 'and', 0],
  ] as const;
  const chooses = (...names: readonly string[]) =>
    places.some((place) => names.some((name) => isWritten(rule, ...place, name)));
  return [
    {
      provider: 'aws',
      bucket: stringAt(body, 'bucket'),
      prefix,
      ...onlySome({
        tags: chooses('tag', 'tags'),
        sizes: chooses('object_size_greater_than', 'object_size_less_than'),
      }),
      days,
      origin: originAt(rule, ['expiration', 0, 'days']),
    },
  ];
}

function readGoogleRule(body: MappingNode, rule: Node): readonly BucketExpiry[] {
  const action = stringAt(rule, 'action', 0, 'type');
  const days = numberAt(rule, 'condition', 0, 'age');
  const state = stringAt(rule, 'condition', 0, 'with_state');
  const isOld = state.kind === 'written' && state.value === 'ARCHIVED';
  if (days.kind === 'absent' || isOld || (action.kind === 'written' && action.value !== 'Delete')) return [];
  const has = (...names: readonly string[]) => names.some((name) => isWritten(rule, 'condition', 0, name));
  const count = Math.max(1, itemsAt(rule, 'condition', 0, 'matches_prefix').length);
  return Array.from({ length: count }, (_, index) => ({
    provider: 'google',
    bucket: stringAt(body, 'name'),
    prefix: stringAt(rule, 'condition', 0, 'matches_prefix', index),
    ...onlySome({
      names: has('matches_suffix'),
      'storage classes': has('matches_storage_class'),
      versions: has('num_newer_versions', 'days_since_noncurrent_time', 'noncurrent_time_before'),
      dates: has('created_before', 'custom_time_before', 'days_since_custom_time'),
    }),
    days,
    origin: originAt(rule, ['condition', 0, 'age']),
  }));
}

function readMinioRule(body: MappingNode, rule: Node): readonly BucketExpiry[] {
  const expiration = stringAt(rule, 'expiration');
  if (expiration.kind === 'absent') return [];
  const status = stringAt(rule, 'status');
  if (status.kind === 'written' && status.value !== 'Enabled') return [];
  const days = expiration.kind === 'written' ? /^(\d+)d$/.exec(expiration.value)?.[1] : undefined;
  const origin = nodeAt(rule, ['expiration'])?.origin ?? rule.origin;
  const value: Value<number> =
    days === undefined
      ? { kind: 'unknown', why: 'it is not a number of days', origin }
      : { kind: 'written', value: Number(days), origin };
  return [
    {
      provider: 'minio',
      bucket: stringAt(body, 'bucket'),
      prefix: stringAt(rule, 'filter'),
      ...onlySome({ tags: isWritten(rule, 'tags') }),
      days: value,
      origin,
    },
  ];
}

function onlySome(choices: Readonly<Record<string, boolean>>): Pick<BucketExpiry, 'onlySome'> {
  const [first] = Object.keys(choices).filter((name) => choices[name]);
  return first === undefined ? {} : { onlySome: first };
}
