import { memoryTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';

const now = new Date('2026-01-01T00:00:00Z');

const files = {
  'cluster.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop, labels: { backlint.dev/tier: gold } }
spec:
  storage: { size: 10Gi }
  backup:
    retentionPolicy: 30d
    barmanObjectStore:
      destinationPath: s3://backups/orders/
      endpointURL: http://minio.minio.svc:9000
`,
  'schedules.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders-daily, namespace: shop }
spec: { schedule: "0 0 2 * * *", cluster: { name: orders }, suspend: true }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders-snapshot, namespace: shop }
spec: { schedule: "@weekly", method: volumeSnapshot, cluster: { name: orders } }
`,
};

describe('a check', () => {
  test('summarises databases and what protects them', () => {
    const { databases, seen } = check(memoryTree(files), { now });
    expect(seen).toEqual({ files: 2, objects: 3, databases: 1 });
    expect(databases).toEqual([
      {
        address: 'postgresql.cnpg.io/Cluster/shop/orders',
        engine: 'postgresql',
        namespace: 'shop',
        name: 'orders',
        role: 'primary',
        tier: 'gold',
        protections: [
          {
            method: 'barmanObjectStore',
            schedule: '0 0 2 * * *',
            suspended: true,
            destination: 's3://backups/orders/',
            locality: 'in-cluster',
            retention: '30d',
          },
          {
            method: 'volumeSnapshot',
            schedule: '@weekly',
            suspended: false,
            destination: null,
            locality: null,
            retention: null,
          },
          {
            method: 'walArchive',
            schedule: null,
            suspended: false,
            destination: 's3://backups/orders/',
            locality: 'in-cluster',
            retention: '30d',
          },
        ],
      },
    ]);
  });

  test('finds the destination of a plugin through its ObjectStore', () => {
    const { databases } = check(
      memoryTree({
        'a.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec:
  storage: { size: 10Gi }
  plugins:
    - name: barman-cloud.cloudnative-pg.io
      isWALArchiver: true
      parameters: { barmanObjectName: offsite }
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: offsite, namespace: shop }
spec:
  retentionPolicy: 14d
  configuration: { destinationPath: s3://offsite/ }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders-daily, namespace: shop }
spec:
  schedule: "0 0 2 * * *"
  method: plugin
  pluginConfiguration: { name: barman-cloud.cloudnative-pg.io }
  cluster: { name: orders }
`,
      }),
      { now },
    );
    const where = { destination: 's3://offsite/', locality: 'off-site', retention: '14d', suspended: false };
    expect(databases[0]?.protections).toEqual([
      { method: 'plugin', schedule: '0 0 2 * * *', ...where },
      { method: 'walArchive', schedule: null, ...where },
    ]);
  });

  test('says null for what it cannot know', () => {
    const { databases } = check(
      memoryTree({
        'a.yaml': files['cluster.yaml'].replace('orders,', `"\${NAME}",`).replace('s3://backups/orders/', `"\${PATH}"`),
      }),
      { now },
    );
    expect(databases[0]).toMatchObject({
      name: null,
      role: 'template',
      protections: [{ method: 'walArchive', destination: null, locality: 'in-cluster' }],
    });
  });

  test('gives the same report whatever the order of its files, and keeps what hid files from it', () => {
    const tree = memoryTree(files);
    const hidden = { code: 'path-unreadable', message: 'x', at: { file: { path: 'a', text: '' }, start: 0, end: 0 } };
    expect(check({ ...tree, diagnostics: [hidden] }, { now }).diagnostics).toEqual([hidden]);
    expect(check(memoryTree(new Map(Object.entries(files).reverse())), { now })).toEqual(check(tree, { now }));
  });

  test('counts the objects that are about backups, and only those', () => {
    const job = 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: tidy }\nspec: { schedule: "0 0 * * *" }\n';
    expect(check(memoryTree({ 'a.yaml': job }), { now }).seen).toEqual({ files: 1, objects: 0, databases: 0 });
  });
});
