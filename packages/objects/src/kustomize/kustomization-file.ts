import { isSourceFile, type SourceTree } from '@backlint/source/source-tree';

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The path of the kustomization file of a directory, if it has one. */
export function kustomizationFileOf(tree: SourceTree, directory: string): string | undefined {
  const prefix = directory === '' ? '' : `${directory}/`;
  return names.map((name) => `${prefix}${name}`).find((path) => isSourceFile(tree.read(path)));
}

/** Whether a path is a kustomization file by its name. */
export function isKustomizationFile(path: string): boolean {
  return names.includes(path.slice(path.lastIndexOf('/') + 1));
}
