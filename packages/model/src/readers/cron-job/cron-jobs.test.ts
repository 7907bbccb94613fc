import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { known, type Link } from '@backlint/source/value';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../database.ts';
import { readBackupModel } from '../../read-backup-model.ts';

const cluster = (namespace: string, name: string, path: string) =>
  JSON.stringify({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { namespace, name },
    spec: { storage: { size: '1Gi' }, backup: { barmanObjectStore: { destinationPath: path } } },
  });

interface Job {
  readonly name?: string;
  readonly namespace?: string;
  readonly script?: string;
  readonly image?: string;
  readonly env?: readonly object[];
  readonly envFrom?: readonly object[];
}

function read({ name = 'job', namespace = 'shop', script, image = 'tools:1', env = [], envFrom = [] }: Job) {
  const container = {
    name: 'x',
    image,
    ...(script === undefined ? {} : { command: ['sh', '-c', script] }),
    env,
    envFrom,
  };
  const job = JSON.stringify({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { namespace, name },
    spec: { schedule: '0 4 * * *', jobTemplate: { spec: { template: { spec: { containers: [container] } } } } },
  });
  const clusters = [
    cluster('shop', 'orders', 's3://backups/orders-archive/'),
    cluster('shop', 'users', 's3://backups'),
  ];
  const { objects } = readObjects(memoryTree({ 'a.yaml': [...clusters, job].join('\n---\n') })).result;
  const { verifications, logicalDumps, baseBackupSchedules } = readBackupModel(objects);
  return { verifications, logicalDumps, baseBackupSchedules };
}

const namesOf = (links: readonly Link<Database>[]) =>
  links.map((link) => (link.kind === 'resolved' ? known(link.to.name) : link.kind));

describe('what a job is for', () => {
  const purposeOf = (job: Job) => {
    const { verifications, logicalDumps, baseBackupSchedules } = read(job);
    return [
      ...verifications.map(({ kind }) => kind),
      ...logicalDumps.map(() => 'logical-dump'),
      ...baseBackupSchedules.map(() => 'base-backup'),
    ];
  };

  test.each<[string, Job, string[]]>([
    ['pg_dump', { script: 'pg_dump -h orders-rw app | gzip > /x.gz' }, ['logical-dump']],
    ['pg_dumpall by its path', { script: '/usr/bin/pg_dumpall > /x' }, ['logical-dump']],
    ['a dumping image', { image: 'prodrigestivill/postgres-backup-local:17' }, ['logical-dump']],
    ['a dump that is looked into', { script: 'pg_dump --file x && pg_restore --list x' }, ['logical-dump']],
    ['pg_restore', { script: 'pg_dump x > y && pg_restore y' }, ['restore-drill']],
    [
      'a recovery manifest',
      { script: 'kubectl apply -f - <<EOF\nrecovery:\n  source: orders\nEOF' },
      ['restore-drill'],
    ],
    ['a drill by its name', { name: 'cnpg-restore-test', script: './run.sh' }, ['restore-drill']],
    ['a check by its name', { name: 'verify-backups', script: 'mc ls x' }, ['freshness-check']],
    ['a replay check', { name: 'x', script: `psql -c 'SELECT pg_is_in_recovery()'` }, ['standby-check']],
    ['kubectl cnpg backup', { script: 'kubectl cnpg backup orders' }, ['base-backup']],
    [
      'a Backup manifest',
      { script: 'kubectl create -f - <<E\napiVersion: postgresql.cnpg.io/v1\nkind: Backup\nE' },
      ['base-backup'],
    ],
    ['a Velero Backup', { script: 'kubectl create -f - <<E\napiVersion: velero.io/v1\nkind: Backup\nE' }, []],
    ['anything else', { name: 'report', script: 'psql -c "select 1"' }, []],
    ['a check of something else', { name: 'verify-certificates', script: 'openssl verify' }, []],
    ['a comment about pg_dump', { script: 'ls # not pg_dump' }, []],
  ])('%s', (_, job, expected) => {
    expect(purposeOf(job)).toEqual(expected);
  });
});

describe('which databases a dump is about', () => {
  const dumpOf = (job: Job) => {
    const [dump] = read(job).logicalDumps;
    return dump && { covers: namesOf(dump.covers), unknown: dump.coversUnknown };
  };
  const secret = (name: string, key: string) => ({ name: key, valueFrom: { secretKeyRef: { name, key } } });

  test.each<[string, Job, (string | undefined)[], string | undefined]>([
    ['by service', { script: 'pg_dump -h orders-rw app' }, ['orders'], undefined],
    ['by URL', { script: 'pg_dump postgres://app@users-ro.shop.svc:5432/app' }, ['users'], undefined],
    ['by variable', { script: 'pg_dump app', env: [{ name: 'PGHOST', value: 'orders-r' }] }, ['orders'], undefined],
    [
      'by the Secret of the cluster',
      { script: 'pg_dump "$URI"', env: [secret('orders-app', 'uri')] },
      ['orders'],
      undefined,
    ],
    ['several', { script: 'for h in orders-rw users-rw; do pg_dump -h $h app; done' }, ['orders', 'users'], undefined],
    ['not by the name of a role', { script: 'pg_dump -h legacy -U orders app' }, [], undefined],
    ['not by a longer name', { script: 'pg_dump -h old-orders-rw app' }, [], undefined],
    ['not from another namespace', { namespace: 'x', script: 'pg_dump -h orders-rw app' }, [], undefined],
    [
      'from another namespace in full',
      { namespace: 'x', script: 'pg_dump -h orders-rw.shop app' },
      ['orders'],
      undefined,
    ],
    [
      'perhaps by a Secret',
      { script: 'pg_dump "$DB_URL"', env: [secret('settings', 'DB_URL')] },
      [],
      'the server it connects to is named by a Secret or ConfigMap',
    ],
    [
      'perhaps by a template',
      { script: 'pg_dump app', env: [{ name: 'PGHOST', value: '{{ .host }}' }] },
      [],
      'part of its environment comes from outside the manifest',
    ],
  ])('%s', (_, job, covers, unknown) => {
    expect(dumpOf(job)).toEqual({ covers, unknown });
  });
});

describe('which databases a check is about', () => {
  const checkOf = (script: string, name = 'verify-backups') => {
    const [check] = read({ name, namespace: 'minio', script }).verifications;
    return check && { covers: namesOf(check.covers), unknown: check.coversUnknown, looksAt: check.looksAt };
  };

  test('by name, server name or the folder of the archive', () => {
    expect(checkOf('mc find x/orders-archive/ --newer-than 25h')?.covers).toEqual(['orders']);
    expect(checkOf('for p in orders users; do mc find "x/$p"; done')?.covers).toEqual(['orders', 'users']);
  });

  test('not by the bucket that all share', () => {
    expect(checkOf('mc find x/backups/')).toMatchObject({ covers: [], unknown: 'its command names no database' });
  });

  test.each([
    ['mc find x/orders/base/ --newer-than 26h', true, false],
    ['mc find x/orders/wals/ --newer-than 15m', false, true],
    ['mc find x/orders/ --newer-than 25h', false, true],
    ['barman-cloud-backup-list s3://backups orders', true, false],
    ['kubectl get backups.postgresql.cnpg.io -l cnpg.io/cluster=orders', true, false],
    ['psql -h orders-rw -c "select * from pg_stat_archiver"', false, true],
  ])('%s', (script, baseBackups, wal) => {
    expect(checkOf(script)?.looksAt).toEqual({ baseBackups, wal });
  });
});
