import { known, type Value } from '@backlint/source/value';
import type { Destination } from './destination.ts';

/** Whether something is so, or why the files do not decide it. */
export type Verdict = boolean | { readonly why: string };

/** A bucket and whose it is; the resources of AWS can be pointed at other stores that speak S3. */
export interface NamedBucket {
  readonly provider: 'aws' | 'google' | 'minio';
  readonly bucket: Value<string>;
}

/** Whether a bucket is the one that backups go to: two stores may well have one of that name, such as a mirror elsewhere. */
export function isOwnBucket(
  destination: Pick<Destination, 'path' | 'endpoint' | 'title'>,
  { provider, bucket }: NamedBucket,
): Verdict {
  const path = known(destination.path);
  if (path === undefined || bucket.kind === 'absent') return false;
  const name = known(bucket);
  if (name !== undefined && name !== bucketAndFolder(path).bucket) return false;
  const isSame = isOwnStore(provider, path, destination.endpoint);
  const why = `whether it is the one of ${destination.title} is not known`;
  return both(isSame, () => name !== undefined || { why });
}

function isOwnStore(provider: NamedBucket['provider'], path: string, endpoint: Value<string>): Verdict {
  if (provider === 'google') return path.startsWith('gs://') || /googleapis\.com/.test(known(endpoint) ?? '');
  if (!path.startsWith('s3://')) return false;
  if (endpoint.kind === 'unknown') return { why: 'which store backups go to is not known' };
  const isAmazon = endpoint.kind === 'absent' || /\.amazonaws\.com/.test(endpoint.value);
  if (provider === 'minio') return !isAmazon;
  return isAmazon || { why: `whether it is a bucket of ${known(endpoint)} is not known` };
}

/** A path cut in two: the bucket, and the folder in it, which ends with a slash where there is one. */
export function bucketAndFolder(path: string): { readonly bucket: string; readonly folder: string } {
  const [bucket = '', ...folders] = path.replace(/^[a-z0-9]+:\/\//, '').split('/');
  const folder = folders.filter((one) => one !== '').join('/');
  return { bucket, folder: folder === '' ? '' : `${folder}/` };
}

/** Both of two verdicts: false as soon as one is. */
export function both(first: Verdict, second: () => Verdict): Verdict {
  if (first === false) return false;
  const other = second();
  return first === true || other === false ? other : first;
}
