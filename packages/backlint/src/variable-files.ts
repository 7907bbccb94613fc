import { relative, sep } from 'node:path';
import type { CheckedTree } from './check.ts';
import { targetOf } from './path-tree.ts';
import { readTextFile } from './read-text-file.ts';

/** A tree that also has the variable files that somebody named on the command line. */
export type TreeWithVariables =
  | { readonly kind: 'tree'; readonly tree: CheckedTree; readonly variableFiles: readonly string[] }
  | { readonly kind: 'problem'; readonly message: string };

/**
 * Adds files to a tree whose paths start from `root`, under the paths they have from there; nothing in the tree but who
 * asks for those sees them. Values for production are often kept in another place than the code.
 */
export function withVariableFiles(
  { tree, root }: { readonly tree: CheckedTree; readonly root: string },
  names: readonly string[],
  cwd: string,
): TreeWithVariables {
  const added = new Map<string, string>();
  const variableFiles: string[] = [];
  for (const name of names) {
    const target = targetOf(name, cwd);
    if ('message' in target) return { kind: 'problem', message: target.message };
    if (target.isFolder) return { kind: 'problem', message: `"${name}" is a folder and no file of variables` };
    const path = relative(root, target.absolute).split(sep).join('/');
    variableFiles.push(path);
    added.set(path, target.real);
  }
  const read: CheckedTree['read'] = (path) => {
    const real = added.get(path);
    return tree.read(path) ?? (real === undefined ? undefined : readTextFile(real, path));
  };
  return { kind: 'tree', tree: { ...tree, read }, variableFiles };
}
