import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Part } from '../part.ts';

/** How a Kubernetes object is addressed, called in a sentence, and where it is. */
export function partOf({ kind, namespace, name, address, origin }: KubernetesObject): Part {
  const shownName = name.kind === 'written' ? name.value : address.split('/').slice(3).join('/');
  const shown = namespace.kind === 'written' ? `${namespace.value}/${shownName}` : shownName;
  return { address, title: `${kind} ${shown}`, origin };
}
