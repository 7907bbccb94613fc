import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import { expect, test } from 'vitest';
import type { Secret } from '../../credential.ts';
import { readBackupModel } from '../../read-backup-model.ts';
import { readSecrets } from './read-secrets.ts';

function secretsIn(files: Readonly<Record<string, string>>): readonly Secret[] {
  return readSecrets(readObjects(memoryTree(files)).result.objects);
}

function shown({ name, namespace, protection, keys, keysUnknown }: Secret) {
  return {
    name: `${known(namespace) ?? '-'}/${known(name) ?? '-'}`,
    protection,
    keys: Object.fromEntries(keys.map((key) => [key.name, key.content])),
    ...(keysUnknown === undefined ? {} : { keysUnknown }),
  };
}

const one = (text: string) => secretsIn({ 'a.yaml': text }).map(shown);

test('a Secret has the keys of both of its fields, of which stringData wins', () => {
  const secret = `{ apiVersion: v1, kind: Secret, metadata: { namespace: shop, name: a },
    data: { A: aHVudGVyMg==, B: Y2hhbmdlbWU= }, stringData: { A: "", C: "\${C}" } }`;
  expect(one(secret)).toEqual([
    { name: 'shop/a', protection: 'plain', keys: { A: 'empty', B: 'placeholder', C: 'unknown' } },
  ]);
});

test('SOPS is recognised and a value that it left alone is told', () => {
  const secret = `
apiVersion: v1
kind: Secret
metadata: { namespace: shop, name: a }
stringData: { A: "ENC[AES256_GCM,data:aaaa,type:str]", B: hunter2 }
sops: { mac: "ENC[AES256_GCM,data:aaaa,type:str]" }
`;
  expect(one(secret)).toEqual([{ name: 'shop/a', protection: 'sops', keys: { A: 'protected', B: 'plain' } }]);
});

test('an ExternalSecret makes the Secret of its target, with fetched keys or those of its template', () => {
  const external = (spec: string) =>
    one(
      `{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { namespace: shop, name: a }, spec: ${spec} }`,
    );
  const data = 'data: [{ secretKey: A, remoteRef: { key: x } }]';
  const common = { name: 'shop/a', protection: 'external' };
  expect(external(`{ ${data} }`)).toEqual([{ ...common, keys: { A: 'protected' } }]);
  expect(external(`{ ${data}, target: { name: b } }`)).toEqual([
    { ...common, name: 'shop/b', keys: { A: 'protected' } },
  ]);
  expect(external(`{ ${data}, target: { template: { data: { B: "{{ .A }}", C: hunter2 } } } }`)).toEqual([
    { ...common, keys: { B: 'protected', C: 'plain' } },
  ]);
  expect(external(`{ ${data}, target: { template: { mergePolicy: Merge, data: { B: "{{ .A }}" } } } }`)).toEqual([
    { ...common, keys: { A: 'protected', B: 'protected' } },
  ]);
  expect(external('{ dataFrom: [{ extract: { key: x } }] }')).toEqual([
    { ...common, keys: {}, keysUnknown: 'it takes whatever keys the external store has' },
  ]);
  expect(external(`{ ${data}, target: { creationPolicy: Merge } }`)).toEqual([
    { ...common, keys: { A: 'protected' }, keysUnknown: 'it adds to a Secret that something else makes' },
  ]);
});

test('a ClusterExternalSecret makes it in any namespace', () => {
  const text = `{ apiVersion: external-secrets.io/v1, kind: ClusterExternalSecret, metadata: { name: all },
    spec: { externalSecretName: a, externalSecretSpec: { data: [{ secretKey: A }] } } }`;
  expect(one(text)).toEqual([{ name: '-/a', protection: 'external', keys: { A: 'protected' } }]);
});

test('what is sealed is protected, what its template says is not', () => {
  const text = `{ apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, metadata: { namespace: shop, name: a },
    spec: { encryptedData: { A: AgBy3i4OJSWK, B: "<sealed>" }, template: { data: { C: hunter2 } } } }`;
  expect(one(text)).toEqual([
    { name: 'shop/a', protection: 'sealed', keys: { A: 'protected', B: 'placeholder', C: 'plain' } },
  ]);
});

test('operators make Secrets of the name that their object gives', () => {
  const vault = `{ apiVersion: secrets.hashicorp.com/v1beta1, kind: VaultStaticSecret, metadata: { namespace: shop, name: v },
    spec: { destination: { name: a } } }`;
  const sops = `{ apiVersion: isindir.github.com/v1alpha3, kind: SopsSecret, metadata: { namespace: shop, name: s },
    spec: { secretTemplates: [{ name: b }, { name: c }] } }`;
  expect([...one(vault), ...one(sops)].map(({ name, protection }) => `${name} ${protection}`)).toEqual([
    'shop/a external',
    'shop/b sops',
    'shop/c sops',
  ]);
});

test('a generated Secret is made of files, which need not be there', () => {
  const [here, local, away] = secretsIn({
    '.gitignore': 'local.env\n',
    'kustomization.yaml': `
namespace: shop
generatorOptions: { disableNameSuffixHash: true }
secretGenerator:
  - { name: here, envs: [here.env], literals: [B=changeme] }
  - { name: local, envs: [local.env] }
  - { name: away, envs: [away.env], literals: [B=changeme] }
`,
    'here.env': 'A=hunter2\n# a comment\n',
    'local.env': 'A=hunter2\n',
  }).map(shown);
  expect(here).toEqual({ name: 'shop/here', protection: 'generated', keys: { A: 'plain', B: 'placeholder' } });
  expect(local).toEqual({ name: 'shop/local', protection: 'generated', keys: { A: 'unknown' } });
  expect(away).toEqual({
    name: 'shop/away',
    protection: 'generated',
    keys: { B: 'placeholder' },
    keysUnknown: 'the file that it is made of is not in the repository',
  });
});

test('values that Terraform takes from a file that git ignores are not those of the repository', () => {
  const files = {
    'main.tf': `
resource "kubernetes_secret_v1" "a" {
  metadata {
    name      = "a"
    namespace = "shop"
  }
  data = { A = var.a }
}
variable "a" {}
`,
    'terraform.tfvars': 'a = "hunter2"\n',
  };
  expect(secretsIn(files).map(shown)).toEqual([{ name: 'shop/a', protection: 'plain', keys: { A: 'plain' } }]);
  expect(secretsIn({ ...files, '.gitignore': '*.tfvars\n' }).map(shown)).toEqual([
    { name: 'shop/a', protection: 'plain', keys: { A: 'unknown' } },
  ]);
});

test('no value of a Secret is anywhere in the model', () => {
  const canary = 'BLCANARY7f3a9c';
  const objects = readObjects(
    memoryTree({
      'a.yaml': `
{ apiVersion: v1, kind: Secret, metadata: { namespace: shop, name: a }, stringData: { A: ${canary} }, data: { B: ${btoa(canary)} } }
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { namespace: shop, name: orders }
spec:
  configuration:
    destinationPath: s3://backups/orders/
    s3Credentials: { accessKeyId: { name: a, key: A }, secretAccessKey: { name: a, key: B } }
`,
    }),
  ).result.objects;
  const { secrets, credentialReferences } = readBackupModel(objects);
  expect(credentialReferences.map(({ secret }) => secret.kind)).toEqual(['resolved', 'resolved']);
  // The text of the file is behind every place in it, so only what is beside the places counts.
  const written = JSON.stringify({ secrets, credentialReferences }, (key, value) => (key === 'file' ? '' : value));
  expect(written).not.toContain(canary);
  expect(written).not.toContain(btoa(canary));
});
