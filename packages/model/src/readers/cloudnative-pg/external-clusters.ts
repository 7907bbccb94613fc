import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { nodeAt } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import type { Value } from '@backlint/source/value';
import type { ExternalReference } from '../../database.ts';

/** The settings whose text must be the name of an external cluster (validation of CloudNativePG 1.30). */
const references = [
  ['bootstrap', 'recovery', 'source'],
  ['bootstrap', 'pg_basebackup', 'source'],
  ['replica', 'source'],
  ['replica', 'self'],
  ['replica', 'primary'],
] as const;

/** The names of the `externalClusters` of a Cluster. A list that the files do not decide is one name that is not known. */
export function readExternalClusters({ root }: KubernetesObject): readonly Value<string>[] {
  const list = nodeAt(root, ['spec', 'externalClusters']);
  if (list?.kind === 'unknown') return [{ kind: 'unknown', why: list.why, origin: list.origin }];
  return list?.kind === 'sequence' ? list.items.map((item) => stringAt(item, 'name')) : [];
}

/** The settings of a Cluster that name an external cluster; an empty text is none to the operator. */
export function readExternalReferences({ root }: KubernetesObject): readonly ExternalReference[] {
  return references.flatMap((path) => {
    const name = stringAt(root, 'spec', ...path);
    if (name.kind === 'absent' || (name.kind === 'written' && name.value === '')) return [];
    return [{ field: path.join('.'), name }];
  });
}
