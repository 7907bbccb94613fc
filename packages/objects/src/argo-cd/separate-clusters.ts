import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';

/**
 * The objects of each cluster in an environment, called as their Applications call it: only where two clusters get the
 * same object, and the cluster of every Application is known. Otherwise all may well belong together.
 */
export function separateClusters(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const clusters = new Map<string, Set<string>>();
  for (const { address, deployment } of objects) {
    clusters.set(address, (clusters.get(address) ?? new Set()).add(deployment?.environment ?? ''));
  }
  const isApart = [...clusters.values()].some(({ size }) => size > 1);
  const isKnown = objects.every(({ deployment }) => deployment?.environment !== '');
  if (isApart && isKnown) return objects;
  return objects.map((object) =>
    object.deployment ? { ...object, deployment: { ...object.deployment, environment: '' } } : object,
  );
}
