import type { Origin } from '@backlint/source/origin';
import type { Link, Value } from '@backlint/source/value';
import { expect, test } from 'vitest';
import { archiveIdentity } from './archive-identity.ts';
import type { Destination } from './destination.ts';

const origin: Origin = { range: { file: { path: 'a.yaml', text: '' }, start: 0, end: 0 } };
const written = (value: string): Value<string> => ({ kind: 'written', value, origin });
const absent: Value<string> = { kind: 'absent', origin };
const unknown: Value<string> = { kind: 'unknown', why: 'it is a template', origin };

function store(path: Value<string>, endpoint: Value<string> = absent): Link<Destination> {
  const to: Destination = {
    address: 'store',
    title: 'store',
    origin,
    declaredIn: 'object-store',
    endpoint,
    path,
    locality: { kind: 'unknown', why: '' },
    retention: absent,
    credentials: { blocks: [], origin },
    regionFrom: absent,
    wal: { compression: absent, encryption: absent },
    data: { compression: absent, encryption: absent },
  };
  return { kind: 'resolved', to, origin };
}

test('is path, server name and endpoint', () => {
  expect(archiveIdentity(store(written('s3://backups/orders')), written('orders'))).toBe('s3://backups/orders/orders');
  const inMinio = store(written('s3://backups'), written('http://minio:9000'));
  expect(archiveIdentity(inMinio, written('orders'))).toBe('s3://backups/orders at minio:9000');
});

test.each([
  ['s3://backups/', 'http://minio:9000/'],
  ['s3://backups//', 'http://MINIO:9000'],
  ['s3://backups', 'https://minio:9000'],
])('%s at %s is the same place as s3://backups at http://minio:9000', (path, endpoint) => {
  const identity = archiveIdentity(store(written('s3://backups'), written('http://minio:9000')), written('orders'));
  expect(archiveIdentity(store(written(path), written(endpoint)), written('orders'))).toBe(identity);
});

test('tells apart what only the letters of the path tell apart', () => {
  const [lower, upper] = ['s3://backups/a', 's3://backups/A'].map((path) =>
    archiveIdentity(store(written(path)), written('orders')),
  );
  expect(lower).not.toBe(upper);
});

test.each([
  ['an unknown path', store(unknown), written('orders')],
  ['no path', store(absent), written('orders')],
  ['an unknown endpoint', store(written('s3://backups'), unknown), written('orders')],
  ['an unknown server name', store(written('s3://backups')), unknown],
  ['a store that is not here', { kind: 'dangling', name: 'x', origin } as const, written('orders')],
])('is not known with %s', (_, destination, serverName) => {
  expect(archiveIdentity(destination, serverName)).toBeUndefined();
});
