import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type Node, nodeAt } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import type { ObjectStore } from '../../destination.ts';
import type { PlaceFact } from '../../place-facts.ts';
import { partOf } from '../part-of.ts';
import { readStore } from './store.ts';

/** The destination that a barman-cloud `ObjectStore` declares; its retention is `spec.retentionPolicy`. */
export function readObjectStore(object: KubernetesObject, facts: readonly PlaceFact[]): ObjectStore {
  const { root, namespace, name } = object;
  const configuration: Node = nodeAt(root, ['spec', 'configuration']) ?? root;
  const retention = stringAt(root, 'spec', 'retentionPolicy');
  const container = nodeAt(root, ['spec', 'instanceSidecarConfiguration']) ?? configuration;
  return {
    ...readStore(partOf(object), 'object-store', configuration, { retention, container, facts }),
    declaredIn: 'object-store',
    namespace,
    name,
  };
}
