import { afterAll, describe, expect, test } from 'vitest';
import { formats } from './formats.ts';
import { runIn, temporaryFolder } from './test-shell.ts';

/** Each secret says CANARY, and no output may. Beside each stands something that backlint has to say something about. */
const configuration = `variable "word" {
  default   = "CANARY-default"
  sensitive = true
}

variable "given" {
  sensitive = true
}

variable "settings" {
  type      = object({ on = bool, word = string, deep = object({ word = string }), more = map(string) })
  sensitive = true
}

variable "schedule" {
  type = string
}

locals {
  hidden = sensitive("CANARY-local")
  mixed  = "s3://\${var.given}/x"
}

resource "kubernetes_secret" "store" {
  metadata {
    name = "store"
  }
  data = {
    place = "CANARY-data"
  }
}

resource "kubernetes_manifest" "named" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "Cluster"
    metadata   = { name = var.given, namespace = var.settings.word }
    spec = {
      storage = { size = local.hidden, resizeInUseVolumes = var.settings.on }
      backup = {
        retentionPolicy = var.word
        barmanObjectStore = {
          destinationPath = local.mixed
          endpointURL     = "http://\${var.word}:9000"
          s3Credentials   = { accessKeyId = { name = var.settings.deep.word, key = var.settings.more["k"] } }
        }
      }
    }
  }
}

resource "kubernetes_manifest" "stored" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "Cluster"
    metadata   = { name = kubernetes_secret.store.data["place"], namespace = "shop" }
    spec       = { storage = { size = sensitive("CANARY-inline") } }
  }
}

resource "kubernetes_manifest" "schedule" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "ScheduledBackup"
    metadata   = { name = "daily-\${md5(var.given)}", namespace = "shop" }
    spec       = { schedule = var.schedule, cluster = { name = format("%s-x", var.given) }, method = jsonencode(var.settings) }
  }
}

resource "kubectl_manifest" "schedule" {
  yaml_body = <<-YAML
    apiVersion: postgresql.cnpg.io/v1
    kind: ScheduledBackup
    metadata:
      name: orders
      namespace: \${var.given}
    spec:
      schedule: "\${module.job.schedule}"
      suspend: \${var.settings.on}
      cluster: { name: "\${local.mixed}" }
  YAML
}

resource "helm_release" "wiki" {
  name       = "wiki"
  chart      = "cluster"
  repository = "https://cloudnative-pg.github.io/charts"
  set           = [{ name = "backups.enabled", value = true }]
  set_sensitive = [{ name = "backups.s3.bucket", value = "CANARY-set" }]
}

module "job" {
  source   = "./job"
  schedule = var.given
}
`;

const job = `variable "schedule" {}

output "schedule" {
  value     = var.schedule == "" ? "" : "CANARY-output"
  sensitive = true
}

resource "kubernetes_cron_job_v1" "dump" {
  metadata {
    name = "pg-dump"
  }
  spec {
    schedule = var.schedule
    job_template {
      spec {
        template {
          spec {
            container {
              name    = "dump"
              image   = "postgres:17"
              command = ["sh", "-c", "pg_dump -h orders-rw \${var.schedule}"]
            }
          }
        }
      }
    }
  }
}
`;

const variables = `given = "CANARY-file"
schedule = "0 3 * * *"
settings = {
  word = "CANARY-word", on = true, deep = { word = "CANARY-deep" }
  more = { k = "CANARY-more" }
}
`;

const planned = {
  address: 'kubectl_manifest.schedule',
  type: 'kubernetes_manifest',
  values: {
    manifest: {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name: 'orders', labels: { word: 'CANARY-label' }, namespace: 'shop' },
      spec: { schedule: '0 3 * * *', method: 'CANARY-method', cluster: { name: 'orders' } },
    },
  },
  sensitive_values: { manifest: { metadata: { labels: { word: true } }, spec: { method: true } } },
};

const plan = {
  format_version: '1.2',
  terraform_version: '1.11.4',
  planned_values: { root_module: { resources: [planned] } },
};

const folder = temporaryFolder({
  'configuration/main.tf': configuration,
  'configuration/job/main.tf': job,
  'configuration/terraform.tfvars': variables,
  'plan/plan.json': JSON.stringify(plan),
  'laid-out/plan.json': JSON.stringify(plan, null, 2),
});

afterAll(folder.remove);

describe.each(['configuration', 'plan', 'laid-out'])('of sensitive values in a %s', (path) => {
  test.each(Object.keys(formats))('nothing is printed as %s', async (format) => {
    const { stdout, stderr } = await runIn(folder.path, [path, '--format', format, '--verbose']);
    expect(stdout).toContain('five-field-schedule');
    expect(stdout + stderr).not.toContain('CANARY');
  });
});

test('it is said that they are sensitive, and where they are declared', async () => {
  const { stdout } = await runIn(folder.path, ['configuration', '--format', 'json']);
  const undecided: readonly { readonly message: string }[] = JSON.parse(stdout).undecided;
  expect(undecided.map(({ message }) => message).join('\n')).toContain('is not known: it is sensitive');
  expect(stdout).toContain('"postgresql.cnpg.io/Cluster/-/kubernetes_manifest.named"');
});
