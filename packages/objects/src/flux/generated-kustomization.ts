import { compareText, directoryOf, type SourceTree } from '@backlint/source/source-tree';
import { isKustomizationFile } from '../kustomize/kustomization-file.ts';

/**
 * What Flux takes for the resources of a directory without a kustomization file: every YAML file below it, and each
 * subdirectory that has a kustomization of its own as a whole. Paths are relative to the root of the tree.
 */
export function generatedResources(tree: SourceTree, directory: string): readonly string[] {
  const prefix = directory === '' ? '' : `${directory}/`;
  const below = tree.paths.filter((path) => path.startsWith(prefix) && /\.ya?ml$/.test(path));
  const bases = new Set(below.filter(isKustomizationFile).map(directoryOf));
  const topBases = [...bases].filter((base) => base !== directory && !ancestorsOf(base).some((one) => bases.has(one)));
  const files = below.filter((path) => !ancestorsOf(path).some((one) => bases.has(one)));
  return [...files, ...topBases].sort(compareText);
}

function ancestorsOf(path: string): readonly string[] {
  const ancestors: string[] = [];
  for (let here = directoryOf(path); here !== ''; here = directoryOf(here)) ancestors.push(here);
  return ancestors;
}
