import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import type { Value } from '@backlint/source/value';
import type { Secret } from '../../credential.ts';
import type { Part } from '../../part.ts';

/** Where each kind says what its Secret is called; its own name where it says nothing. */
const namePaths: Readonly<Record<string, readonly string[]>> = {
  VaultStaticSecret: ['spec', 'destination', 'name'],
  InfisicalSecret: ['spec', 'managedSecretReference', 'secretName'],
  BitwardenSecret: ['spec', 'secretName'],
  DopplerSecret: ['spec', 'managedSecret', 'name'],
};

/** The Secrets of the operators whose keys lie outside the files: Vault, 1Password, Bitwarden, bucket claims and so on. */
export function readOperatorSecrets(object: KubernetesObject, part: Part): readonly Secret[] {
  const { root, kind, name, namespace } = object;
  const common = { ...part, namespace, protection: 'external', keys: [] } as const;
  const keysUnknown = `what ${kind} puts into it is not in the files`;
  if (kind === 'SopsSecret') {
    return itemsAt(root, 'spec', 'secretTemplates').map((template) => ({
      ...common,
      protection: 'sops',
      name: orElse(stringAt(template, 'name'), name),
      keysUnknown,
    }));
  }
  const path = namePaths[kind];
  return [{ ...common, name: path ? orElse(stringAt(root, ...path), name) : name, keysUnknown }];
}

function orElse(value: Value<string>, other: Value<string>): Value<string> {
  return value.kind === 'absent' ? other : value;
}
