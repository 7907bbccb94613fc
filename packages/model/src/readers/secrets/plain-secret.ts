import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { isKustomizationFile } from '@backlint/objects/kustomize/kustomization-file';
import { nodeAt } from '@backlint/source/node';
import { isWritten, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { Secret, SecretKey } from '../../credential.ts';
import type { Part } from '../../part.ts';
import { keysIn } from './keys-in.ts';

/** A core `Secret`: from a manifest, from kustomize's `secretGenerator`, or from Terraform. SOPS encrypts only its values. */
export function readPlainSecret(object: KubernetesObject, part: Part): Secret {
  const { root, namespace, name } = object;
  const data = keysIn(nodeAt(root, ['data']), 'base64');
  const text = keysIn(nodeAt(root, ['stringData']), 'text');
  const isReplaced = text.keys.map(({ name: key }) => key);
  const written = [...data.keys.filter(({ name: key }) => !isReplaced.includes(key)), ...text.keys];
  const keys = isFilledByArgoCd(object) ? written.map(withoutPlaceholder) : written;
  const isFilledIn = keys.length === 0 || isToken(object);
  const unknown = data.unknown ?? text.unknown ?? (isFilledIn ? 'something in the cluster fills it in' : undefined);
  const isEncrypted = isWritten(root, 'sops');
  return {
    ...part,
    namespace,
    name,
    protection: protectionOf(object, isEncrypted),
    keys,
    ...(unknown === undefined ? {} : { keysUnknown: unknown }),
    ...copyOf(object),
  };
}

function protectionOf({ root }: KubernetesObject, isEncrypted: boolean): Secret['protection'] {
  if (isEncrypted) return 'sops';
  return isKustomizationFile(root.origin.range.file.path) ? 'generated' : 'plain';
}

/** Argo CD's Vault plugin replaces `<word>` in a Secret that names a path in Vault. */
function isFilledByArgoCd({ root }: KubernetesObject): boolean {
  return isWritten(root, 'metadata', 'annotations', 'avp.kubernetes.io/path');
}

function withoutPlaceholder(key: SecretKey): SecretKey {
  return key.content === 'placeholder' ? { ...key, content: 'protected' } : key;
}

/** Reflector and Replicator name the Secret that they copy in an annotation. */
function copyOf({ root }: KubernetesObject): Pick<Secret, 'copyOf'> {
  const names = ['reflector.v1.k8s.emberstack.com/reflects', 'replicator.v1.mittwald.de/replicate-from'];
  const from = names.flatMap((name) => known(stringAt(root, 'metadata', 'annotations', name)) ?? [])[0];
  return from === undefined || /[{$]/.test(from) ? {} : { copyOf: from };
}

/** Tokens, and Secrets that another one is copied into, are filled in the cluster. */
function isToken({ root }: KubernetesObject): boolean {
  const type = nodeAt(root, ['type']);
  if (type?.kind === 'scalar' && type.value === 'kubernetes.io/service-account-token') return true;
  const annotations = nodeAt(root, ['metadata', 'annotations']);
  const names = annotations?.kind === 'mapping' ? [...annotations.entries.keys()] : [];
  return names.some((key) => /\/(?:reflects|replicate-from)$/.test(key));
}
