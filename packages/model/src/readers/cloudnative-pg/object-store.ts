import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { mappingAt, stringAt } from '@backlint/source/node-values';
import type { Destination } from '../../destination.ts';
import type { Named } from '../../link.ts';
import { partOf } from '../part-of.ts';
import { readStore } from './store.ts';

/** The destination that a barman-cloud `ObjectStore` declares; its retention is `spec.retentionPolicy`. */
export function readObjectStore(object: KubernetesObject): Destination & Named {
  const { root, namespace, name } = object;
  const configuration = mappingAt(root, 'spec', 'configuration') ?? root;
  const retention = stringAt(root, 'spec', 'retentionPolicy');
  return { ...readStore(partOf(object), 'object-store', configuration, retention), namespace, name };
}
