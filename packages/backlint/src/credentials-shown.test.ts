import { afterAll, describe, expect, test } from 'vitest';
import { formats } from './formats.ts';
import { runIn, temporaryFolder } from './test-shell.ts';

/** Credentials in plain text in every place that backlint finds them in. Each says CANARY, and no output may. */
const folder = temporaryFolder({
  'clusters/home.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { namespace: flux-system, name: apps }
spec: { path: ./apps }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { namespace: flux-system, name: gen }
spec: { path: ./gen }
`,
  'apps/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { namespace: shop, name: orders }
spec:
  chart: { spec: { chart: cluster, sourceRef: { kind: HelmRepository, name: cnpg } } }
  values:
    backups:
      enabled: true
      provider: azure
      azure:
        storageAccount: acc
        containerName: c
        connectionString: DefaultEndpointsProtocol=https;AccountKey=CANARYAA==
      s3: {}
`,
  'gen/kustomization.yaml': `namespace: gen
resources: [store.yaml]
generatorOptions: { disableNameSuffixHash: true }
secretGenerator:
  - name: a
    literals:
      - ID=x1
      - MYKEY=CANARYBB
  - name: e
    envs: [e.env]
`,
  'gen/e.env': `KEY=CANARYCC
`,
  'gen/store.yaml': `---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: a }
spec:
  configuration:
    destinationPath: s3://backups/a/
    s3Credentials:
      accessKeyId: { name: a, key: ID }
      secretAccessKey: { name: a, key: MYKEY }
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: e }
spec:
  configuration:
    destinationPath: s3://backups/e/
    s3Credentials:
      accessKeyId: { name: e, key: ID }
      secretAccessKey: { name: e, key: KEY }
`,
  'tf/main.tf': `resource "kubernetes_secret_v1" "b" {
  metadata {
    name      = "b"
    namespace = "shop"
  }
  data = {
    ID  = var.id
    KEY = local.key
  }
}
variable "id" { default = "CANARYDD" }
variable "kk" {}
locals {
  key = var.kk
}
resource "kubernetes_manifest" "store" {
  manifest = {
    apiVersion = "barmancloud.cnpg.io/v1"
    kind       = "ObjectStore"
    metadata   = { name = "o", namespace = "shop" }
    spec = { configuration = {
      destinationPath = "s3://backups/orders/"
      s3Credentials = {
        accessKeyId     = { name = "b", key = "ID" }
        secretAccessKey = { name = "b", key = "KEY" }
      }
    } }
  }
}
`,
  'tf/terraform.tfvars': `kk = "CANARYEE"
`,
});
afterAll(() => folder.remove());

describe('credentials in plain text are found and not shown', () => {
  test.each(Object.keys(formats))('by %s', async (format) => {
    const { stdout, stderr } = await runIn(folder.path, ['.', '--format', format, '--verbose']);
    expect(stdout).toContain('plaintext-credentials');
    expect(stdout + stderr).not.toContain('CANARY');
  });

  test('each where it is written', async () => {
    const { stdout } = await runIn(folder.path, ['.', '--format', 'json']);
    const findings: readonly { rule: string; location: { path: string; start: { line: number } } }[] =
      JSON.parse(stdout).findings;
    const places = findings
      .filter(({ rule }) => rule === 'plaintext-credentials')
      .map(({ location: { path, start } }) => `${path}:${start.line}`);
    expect(places).toEqual([
      'apps/release.yaml:13',
      'gen/kustomization.yaml:8',
      'gen/kustomization.yaml:10',
      'tf/terraform.tfvars:1',
    ]);
  });
});
