import { compareText, directoryOf, type SourceTree } from '@backlint/source/source-tree';

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The kustomization file of a directory, if it has one. */
export function kustomizationFileOf(tree: SourceTree, directory: string): string | undefined {
  const prefix = directory === '' ? '' : `${directory}/`;
  return kustomizationNames.map((name) => `${prefix}${name}`).find((path) => tree.read(path) !== undefined);
}

/**
 * What Flux takes for the resources of a directory without a kustomization file: every YAML file below it, and each
 * subdirectory that has a kustomization of its own as a whole. Paths are relative to the root of the tree.
 */
export function generatedResources(tree: SourceTree, directory: string): readonly string[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  const below = tree.paths.filter((path) => path.startsWith(prefix) && /\.ya?ml$/.test(path));
  const bases = new Set(
    below.filter((path) => kustomizationNames.some((name) => path.endsWith(`/${name}`))).map(directoryOf),
  );
  const topBases = [...bases].filter((base) => base !== directory && !ancestorsOf(base).some((one) => bases.has(one)));
  const files = below.filter((path) => !ancestorsOf(path).some((one) => bases.has(one)));
  return [...files, ...topBases].sort(compareText);
}

function ancestorsOf(path: string): readonly string[] {
  const ancestors: string[] = [];
  for (let here = directoryOf(path); here !== ''; here = directoryOf(here)) ancestors.push(here);
  return ancestors;
}
