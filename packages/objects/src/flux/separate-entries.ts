import { directoryOf } from '@backlint/source/source-tree';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import type { FluxKustomization } from './flux-kustomization.ts';

/**
 * The objects of each entry in an environment. Entries share a cluster, where a repository splits what it runs there; but
 * two that make the same object cannot: then those of one folder are one cluster, or each is one where even these do.
 */
export function separateEntries(
  entries: readonly FluxKustomization[],
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const folders = new Map(entries.map(({ path, origin }) => [path, directoryOf(origin.range.file.path)]));
  const entryOf = ({ deployment }: KubernetesObject) => deployment?.environment ?? '';
  const folderOf = (entry: string) => folders.get(entry) ?? entry;
  const apart = makersOfOne(objects, entryOf);
  const within = new Set(apart.filter((some) => new Set(some.map(folderOf)).size < some.length).flat());
  const environmentOf = (entry: string) => {
    if (apart.length === 0) return '';
    return within.has(entry) ? entry : folderOf(entry);
  };
  return objects.map((object) =>
    object.deployment
      ? { ...object, deployment: { ...object.deployment, environment: environmentOf(entryOf(object)) } }
      : object,
  );
}

/** The entries that make one and the same object, for each object that several make. */
function makersOfOne(
  objects: readonly KubernetesObject[],
  entryOf: (object: KubernetesObject) => string,
): readonly (readonly string[])[] {
  const makers = new Map<string, Set<string>>();
  for (const object of objects.filter(
    ({ name, namespace }) => name.kind === 'written' && namespace.kind !== 'unknown',
  )) {
    makers.set(object.address, (makers.get(object.address) ?? new Set()).add(entryOf(object)));
  }
  return [...makers.values()].filter(({ size }) => size > 1).map((some) => [...some]);
}
