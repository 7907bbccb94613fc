import { directoryOf } from '@backlint/source/source-tree';
import { environmentsByAddress } from '../deployments/environments-by-address.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import type { FluxKustomization } from './flux-kustomization.ts';

/** Which entry a deployment begins with; two clusters may begin with one path. */
export function entryKey({ path, origin }: FluxKustomization): string {
  return `${origin.range.file.path} ${path}`;
}

/**
 * The environment of each entry, by the objects that each makes, which have its key for theirs; none where all share one.
 * Entries share a cluster, where a repository splits what it runs there; but two that make the same object cannot: then
 * those of one folder are one cluster, or each is one where even these do.
 */
export function environmentsOf(
  entries: readonly FluxKustomization[],
  objects: readonly KubernetesObject[],
): ReadonlyMap<string, string> {
  const found = new Map(entries.map((entry) => [entryKey(entry), entry]));
  const fileOf = (entry: string) => found.get(entry)?.origin.range.file.path ?? entry;
  const folderOf = (entry: string) => directoryOf(fileOf(entry));
  const nameOf = (entry: string) => {
    const path = found.get(entry)?.path ?? entry;
    return entries.filter((one) => one.path === path).length > 1 ? fileOf(entry) : path;
  };
  const apart = makersOfOne(objects);
  if (apart.length === 0) return new Map();
  const within = new Set(apart.filter((some) => new Set(some.map(folderOf)).size < some.length).flat());
  return new Map(Array.from(found.keys(), (entry) => [entry, within.has(entry) ? nameOf(entry) : folderOf(entry)]));
}

/** The entries that make one and the same object, for each object that several make. */
function makersOfOne(objects: readonly KubernetesObject[]): readonly (readonly string[])[] {
  const named = objects.filter(({ name, namespace }) => name.kind === 'written' && namespace.kind !== 'unknown');
  const makers = [...environmentsByAddress(named).values()];
  return makers.filter(({ size }) => size > 1).map((some) => [...some]);
}
