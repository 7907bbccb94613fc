import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import { describe, expect, test } from 'vitest';
import { hostOf, localityOf, localityOfHost } from './locality.ts';

const origin: Origin = { range: { file: { path: 'a.yaml', text: '' }, start: 0, end: 0 } };
const written = (value: string): Value<string> => ({ kind: 'written', value, origin });
const absent: Value<string> = { kind: 'absent', origin };

test.each([
  ['http://minio.minio.svc.cluster.local:9000', 'in-cluster'],
  ['http://minio.minio.svc:9000', 'in-cluster'],
  ['http://minio:9000', 'in-cluster'],
  ['http://localhost:9000', 'in-cluster'],
  ['http://127.0.0.1:9000', 'in-cluster'],
  ['http://10.0.0.110:3900', 'same-site'],
  ['http://172.31.255.255', 'same-site'],
  ['http://172.32.0.1', 'unknown'],
  ['http://100.64.0.1', 'same-site'],
  ['http://100.128.0.1', 'unknown'],
  ['http://[fd00::1]:9000', 'same-site'],
  ['http://[2001:db8::1]:9000', 'unknown'],
  ['https://nas.home.arpa', 'same-site'],
  ['https://nas.tail1234.ts.net', 'same-site'],
  ['https://s3.eu-central-003.backblazeb2.com', 'off-site'],
  ['https://0123456789abcdef.r2.cloudflarestorage.com', 'off-site'],
  ['https://S3.EU-WEST-1.AMAZONAWS.COM', 'off-site'],
  ['https://notamazonaws.com', 'unknown'],
  ['https://amazonaws.com.example.org', 'unknown'],
  ['https://s3.example.org', 'unknown'],
  ['https://', 'unknown'],
])('%s is %s', (url, kind) => {
  expect(localityOfHost(url).kind).toBe(kind);
});

describe('without an endpoint the path decides', () => {
  test.each([
    ['s3://backups/', 'off-site'],
    ['gs://backups/', 'off-site'],
    ['https://company.blob.core.windows.net/backups', 'off-site'],
    ['http://azurite.azurite.svc:10000/backups', 'in-cluster'],
    ['/backups', 'unknown'],
  ])('%s is %s', (path, kind) => {
    expect(localityOf(absent, written(path)).kind).toBe(kind);
  });
});

test('an endpoint that is not known says why, and how it begins', () => {
  const endpoint: Value<string> = { kind: 'unknown', why: 'it is a template', prefix: 'https://s3.', origin };
  expect(localityOf(endpoint, written('s3://backups/'))).toEqual({
    kind: 'unknown',
    why: 'the endpoint is not known: it is a template (it begins with "s3.")',
  });
});

test('neither endpoint nor path', () => {
  expect(localityOf(absent, absent)).toEqual({ kind: 'unknown', why: 'no destination path is written' });
});

test.each([
  ['https://user:secret@minio:9000/bucket?x=1', 'minio'],
  ['minio.example.org:9000', 'minio.example.org'],
  ['HTTP://MinIO', 'minio'],
  ['http://[::1]:9000', '::1'],
])('the host of %s is %s', (url, host) => {
  expect(hostOf(url)).toBe(host);
});
