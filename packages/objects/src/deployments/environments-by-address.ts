import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';

/** In which environments there is an object of each address. */
export function environmentsByAddress(objects: readonly KubernetesObject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const environments = new Map<string, Set<string>>();
  for (const { address, deployment } of objects) {
    const known = environments.get(address) ?? new Set();
    environments.set(address, known.add(deployment?.environment ?? ''));
  }
  return environments;
}
