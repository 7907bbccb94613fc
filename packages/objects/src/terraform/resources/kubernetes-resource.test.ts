import { originChain } from '@backlint/source/origin';
import { citation } from '@backlint/source/position';
import { describe, expect, test } from 'vitest';
import { read, sent } from '../fixtures/test-objects.ts';

const metadata = 'metadata {\n    name = "x"\n  }';

describe('typed resources of the Kubernetes provider are the objects they stand for', () => {
  test.each(['', '_v1'])('kubernetes_namespace%s', (version) => {
    expect(sent(`resource "kubernetes_namespace${version}" "a" {\n  ${metadata}\n}\n`)).toEqual({
      [`kubernetes_namespace${version}.a`]: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } },
    });
  });

  test.each(['', '_v1'])('kubernetes_secret%s, whose data the provider encodes', (version) => {
    const text = `resource "kubernetes_secret${version}" "a" {
  ${metadata}
  type        = "Opaque"
  data        = { A = "a", B = null }
  binary_data = { C = "Yw==" }
}
`;
    expect(sent(text)).toEqual({
      [`kubernetes_secret${version}.a`]: {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'x' },
        type: 'Opaque',
        stringData: { A: 'a', B: null },
        data: { C: 'Yw==' },
      },
    });
  });

  test('kubernetes_secret_v1 with arguments that are only written', () => {
    const text = `resource "kubernetes_secret_v1" "a" {\n  ${metadata}\n  data_wo = { A = "a" }\n  data_wo_revision = 1\n}\n`;
    expect(sent(text)).toMatchObject({ 'kubernetes_secret_v1.a': { stringData: { A: 'a' } } });
  });

  test('kubernetes_config_map', () => {
    const text = `resource "kubernetes_config_map" "a" {
  ${metadata}
  data        = { "run.sh" = file("\${path.module}/run.sh") }
  binary_data = { b = "Yg==" }
}
`;
    expect(sent({ 'main.tf': text, 'run.sh': 'pg_dump\n' })).toEqual({
      'kubernetes_config_map.a': {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x' },
        data: { 'run.sh': 'pg_dump\n' },
        binaryData: { b: 'Yg==' },
      },
    });
  });

  test('kubernetes_persistent_volume_claim', () => {
    const text = `resource "kubernetes_persistent_volume_claim_v1" "a" {
  ${metadata}
  spec {
    access_modes       = ["ReadWriteOnce"]
    storage_class_name = "local"
    resources {
      requests = { storage = "5Gi" }
    }
  }
}
`;
    expect(sent(text)).toMatchObject({
      'kubernetes_persistent_volume_claim_v1.a': {
        kind: 'PersistentVolumeClaim',
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'local',
          resources: { requests: { storage: '5Gi' } },
        },
      },
    });
  });

  test.each([
    ['stateful_set', 'StatefulSet'],
    ['deployment', 'Deployment'],
  ])('kubernetes_%s: single blocks are objects, repeated ones lists', (type, kind) => {
    const text = `resource "kubernetes_${type}_v1" "a" {
  ${metadata}
  spec {
    selector {
      match_labels = { "app_name" = "pg" }
    }
    template {
      metadata {
        labels = { "app_name" = "pg" }
      }
      spec {
        host_pid = true
        container {
          name = "postgres"
          env {
            name = "PGPASSWORD"
            value_from {
              secret_key_ref {
                name = "x"
                key  = "y"
              }
            }
          }
          env_from {
            config_map_ref {
              name = "z"
            }
          }
          volume_mount {
            name       = "data"
            mount_path = "/data"
          }
        }
        init_container {
          name = "first"
        }
      }
    }
    volume_claim_template {
      metadata {
        name = "data"
      }
    }
  }
}
`;
    const env = [{ name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } }];
    const container = {
      name: 'postgres',
      env,
      envFrom: [{ configMapRef: { name: 'z' } }],
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
    };
    expect(sent(text)).toEqual({
      [`kubernetes_${type}_v1.a`]: {
        apiVersion: 'apps/v1',
        kind,
        metadata: { name: 'x' },
        spec: {
          selector: { matchLabels: { app_name: 'pg' } },
          template: {
            metadata: { labels: { app_name: 'pg' } },
            spec: { hostPID: true, containers: [container], initContainers: [{ name: 'first' }] },
          },
          volumeClaimTemplates: [{ metadata: { name: 'data' } }],
        },
      },
    });
  });

  test('kubernetes_service and others say nothing about backups', () => {
    expect(sent(`resource "kubernetes_service_v1" "a" {\n  ${metadata}\n}\n`)).toEqual({});
    expect(sent(`resource "kubernetes_config_map_v1_data" "a" {\n  ${metadata}\n}\n`)).toEqual({});
  });
});

const cronJob = `resource "kubernetes_namespace_v1" "shop" {
  metadata {
    name = "shop"
  }
}

resource "kubernetes_cron_job_v1" "dump" {
  metadata {
    name      = "dump"
    namespace = kubernetes_namespace_v1.shop.metadata[0].name
  }
  spec {
    schedule = "0 3 * * *"
    timezone = "Europe/Rome"
    job_template {
      metadata {}
      spec {
        backoff_limit = 1
        template {
          metadata {}
          spec {
            container {
              name    = "dump"
              command = ["sh", "-c", "pg_dump"]
            }
          }
        }
      }
    }
  }
}
`;

const job = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'dump', namespace: 'shop' },
  spec: {
    schedule: '0 3 * * *',
    timeZone: 'Europe/Rome',
    jobTemplate: {
      metadata: {},
      spec: {
        backoffLimit: 1,
        template: { metadata: {}, spec: { containers: [{ name: 'dump', command: ['sh', '-c', 'pg_dump'] }] } },
      },
    },
  },
};

test('kubernetes_cron_job points at what is written, and at what it takes from elsewhere', () => {
  expect(sent(cronJob)['kubernetes_cron_job_v1.dump']).toEqual(job);
  expect(sent(cronJob.replaceAll('_v1', ''))['kubernetes_cron_job.dump']).toEqual(job);
  const [, dump] = read(cronJob).result.objects;
  expect(dump && originChain(dump.namespace.origin).map(citation)).toEqual(['main.tf:3', 'main.tf:10']);
});

describe('in JSON', () => {
  const namespace = { kubernetes_namespace_v1: { shop: { metadata: { name: 'shop' } } } };
  const reference = '${kubernetes_namespace_v1.shop.metadata[0].name}';
  const spec = (block: (content: unknown) => unknown) => ({
    metadata: block({ name: 'dump', namespace: reference }),
    spec: block({
      schedule: '0 3 * * *',
      timezone: 'Europe/Rome',
      job_template: block({
        metadata: block({}),
        spec: block({
          backoff_limit: 1,
          template: block({
            metadata: block({}),
            spec: block({ container: block({ name: 'dump', command: ['sh', '-c', 'pg_dump'] }) }),
          }),
        }),
      }),
    }),
  });

  test.each<[string, (content: unknown) => unknown]>([
    ['an object', (content) => content],
    ['a list of one', (content) => [content]],
  ])('a block may be %s', (_, block) => {
    const resource = { ...namespace, kubernetes_cron_job_v1: { dump: spec(block) } };
    expect(sent({ 'main.tf.json': JSON.stringify({ resource }) })['kubernetes_cron_job_v1.dump']).toEqual(job);
  });

  test('maps stay maps', () => {
    const resource = { kubernetes_namespace: { a: { metadata: { name: 'x', labels: { a_b: 'c' } } } } };
    expect(sent({ 'main.tf.json': JSON.stringify({ resource }) })).toMatchObject({
      'kubernetes_namespace.a': { metadata: { labels: { a_b: 'c' } } },
    });
  });
});
