import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { isSecretSource } from '@backlint/objects/kubernetes/secret-kinds';
import { mappingAt } from '@backlint/source/node-values';
import type { Secret } from '../../credential.ts';
import { partOf } from '../part-of.ts';
import { readExternalSecret } from './external-secret.ts';
import { readOperatorSecrets } from './operator-secrets.ts';
import { readPlainSecret } from './plain-secret.ts';
import { readSealedSecret } from './sealed-secret.ts';

/** The Secrets that objects become in a cluster: Secrets as they stand, and those that operators make of something else. */
export function readSecrets(objects: readonly KubernetesObject[]): readonly Secret[] {
  const seen = new Set<string>();
  return objects.filter(isSecretSource).flatMap((object) => {
    // One file that two deployments apply to one namespace is one Secret.
    const { range } = object.origin;
    const key = `${object.address} ${range.file.path} ${range.start}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return readSecretsOf(object).map((secret) => (isCopied(object) ? anywhere(secret) : secret));
  });
}

function readSecretsOf(object: KubernetesObject): readonly Secret[] {
  const part = partOf(object);
  switch (object.kind) {
    case 'Secret':
      return [readPlainSecret(object, part)];
    case 'ExternalSecret':
    case 'ClusterExternalSecret':
      return [readExternalSecret(object, part)];
    case 'SealedSecret':
      return [readSealedSecret(object, part)];
    default:
      return readOperatorSecrets(object, part);
  }
}

/** Annotations by which Reflector, Replicator and kubed copy a Secret into other namespaces. */
const copying = /^(?:reflector\.v1\.k8s\.emberstack\.com|replicator\.v1\.mittwald\.de|kubed\.appscode\.com)\//;
/** By these a Secret is itself the copy of another one, in its own namespace. */
const beingCopy = /\/(?:reflects|replicate-from)$/;

function isCopied({ root }: KubernetesObject): boolean {
  const places = [
    ['metadata', 'annotations'],
    ['spec', 'template', 'metadata', 'annotations'],
    ['spec', 'target', 'template', 'metadata', 'annotations'],
    ['spec', 'externalSecretSpec', 'target', 'template', 'metadata', 'annotations'],
  ];
  const names = places.flatMap((path) => [...(mappingAt(root, ...path)?.entries.keys() ?? [])]);
  return names.some((key) => copying.test(key) && !beingCopy.test(key));
}

/** A copied Secret may be met in any namespace. */
function anywhere(secret: Secret): Secret {
  return { ...secret, namespace: { kind: 'absent', origin: secret.namespace.origin } };
}
