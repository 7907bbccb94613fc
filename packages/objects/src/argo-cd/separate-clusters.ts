import { environmentsByAddress } from '../deployments/environments-by-address.ts';
import { inNoEnvironment } from '../deployments/in-no-environment.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';

/**
 * The objects of each cluster in an environment, called as their Applications call it: only where two clusters get the
 * same object, and the cluster of every Application is known. Otherwise all may well belong together.
 */
export function separateClusters(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const isApart = [...environmentsByAddress(objects).values()].some(({ size }) => size > 1);
  const isKnown = objects.every(({ deployment }) => deployment?.environment !== '');
  if (isApart && isKnown) return objects;
  return objects.map(inNoEnvironment);
}
