import picomatch from 'picomatch';
import type { CheckedTree } from '../check.ts';
import type { Configuration } from './schema.ts';

/**
 * The tree with only those files listed that a configuration includes and does not exclude. Others can still be read by
 * what refers to them: an overlay needs its base. Globs are meant from the root of the tree.
 */
export function chosenTree(tree: CheckedTree, { include, exclude }: Configuration): CheckedTree {
  if (include === undefined && exclude === undefined) return tree;
  const isIncluded = include === undefined ? () => true : picomatch([...include], { dot: true });
  const isExcluded = exclude === undefined ? () => false : picomatch([...exclude], { dot: true });
  const isChosen = (path: string) => isIncluded(path) && !isExcluded(path);
  return {
    ...tree,
    paths: tree.paths.filter(isChosen),
    read: (path) => tree.read(path),
    diagnostics: (tree.diagnostics ?? []).filter(({ at }) => isChosen(at.file.path)),
  };
}
