import type { Origin } from '@backlint/source/origin';
import { startOf } from '@backlint/source/range';
import { directoryOf, isSourceFile, type SourceTree } from '@backlint/source/source-tree';
import { isKustomizationFile } from '../kustomize/kustomization-file.ts';

/** A directory with a kustomization. */
export interface KustomizationDirectory {
  readonly directory: string;
  readonly file: Origin;
  /** A component is only ever part of other kustomizations. */
  readonly isComponent: boolean;
}

/** Every directory of a tree with a kustomization file, in the order of its paths. */
export function findKustomizations(tree: SourceTree): readonly KustomizationDirectory[] {
  return tree.paths.filter(isKustomizationFile).flatMap((path) => {
    const file = tree.read(path);
    if (!isSourceFile(file)) return [];
    // Flux has objects of the same kind; one in a file of this name is no kustomization.
    if (/^apiVersion:\s*["']?kustomize\.toolkit\.fluxcd\.io\//m.test(file.text)) return [];
    const isComponent = /^kind:\s*["']?Component\b/m.test(file.text);
    return [{ directory: directoryOf(path), file: { range: startOf(file) }, isComponent }];
  });
}
