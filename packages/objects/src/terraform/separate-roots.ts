import type { TerraformObject } from './terraform-object.ts';

/** A root module with the objects it makes. */
export interface RootObjects {
  readonly directory: string;
  readonly objects: readonly TerraformObject[];
}

/**
 * The objects of each root module in an environment. Root modules share a cluster, where a repository splits what it
 * runs there; but two that make the same object cannot: they are environments such as staging and production, called by
 * their directories.
 */
export function separateRoots(roots: readonly RootObjects[]): readonly TerraformObject[] {
  const makers = new Map<string, Set<string>>();
  for (const { directory, objects } of roots) {
    for (const object of objects.filter(isCertain)) {
      makers.set(object.address, (makers.get(object.address) ?? new Set()).add(directory));
    }
  }
  const apart = new Set([...makers.values()].filter(({ size }) => size > 1).flatMap((some) => [...some]));
  return roots.flatMap(({ directory, objects }) =>
    apart.has(directory) ? objects.map((object) => placed(object, directory || '.')) : objects,
  );
}

/** What is not known of a name may well be what tells two objects apart. */
function isCertain({ name, namespace, terraform }: TerraformObject): boolean {
  return name.kind === 'written' && namespace.kind !== 'unknown' && terraform.doubt === undefined;
}

function placed(object: TerraformObject, environment: string): TerraformObject {
  const { deployment } = object;
  return deployment ? { ...object, deployment: { ...deployment, environment } } : object;
}
