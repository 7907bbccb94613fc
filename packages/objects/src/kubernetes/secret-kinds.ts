import type { KubernetesObject } from './kubernetes-object.ts';

/** The kinds that are a Secret, or that something in the cluster makes one of, with their API groups. */
const secretKinds: Readonly<Record<string, string>> = {
  Secret: '',
  ExternalSecret: 'external-secrets.io',
  ClusterExternalSecret: 'external-secrets.io',
  SealedSecret: 'bitnami.com',
  SopsSecret: 'isindir.github.com',
  ObjectBucketClaim: 'objectbucket.io',
  VaultStaticSecret: 'secrets.hashicorp.com',
  OnePasswordItem: 'onepassword.com',
  InfisicalSecret: 'secrets.infisical.com',
  BitwardenSecret: 'k8s.bitwarden.com',
  DopplerSecret: 'secrets.doppler.com',
};

/** The words by which a document that may declare a Secret is recognised. */
export const secretWords: readonly string[] = Object.keys(secretKinds);

/** Whether an object is a Secret, or something makes a Secret of it in the cluster. */
export function isSecretSource({ group, kind }: KubernetesObject): boolean {
  return Object.hasOwn(secretKinds, kind) && secretKinds[kind] === group;
}
