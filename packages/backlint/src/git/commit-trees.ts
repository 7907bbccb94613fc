import type { SourceTree } from '@backlint/source/source-tree';
import { type BranchChange, branchChange } from './branch-change.ts';
import { gitTree } from './git-tree.ts';

/** The files before and after a change, and the change itself; a message says why that cannot be told. */
export function commitTrees(
  cwd: string,
  refs: { readonly base?: string | undefined; readonly head?: string | undefined },
):
  | { readonly base: SourceTree; readonly head: SourceTree; readonly change: BranchChange }
  | { readonly message: string } {
  const change = branchChange(cwd, refs);
  if ('message' in change) return change;
  const base = gitTree(change.root, change.base);
  if ('message' in base) return base;
  const head = gitTree(change.root, change.head);
  return 'message' in head ? head : { base, head, change };
}
