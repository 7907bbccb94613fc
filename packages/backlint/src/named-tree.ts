import { memoryTree } from '@backlint/source/source-tree';
import { type PathTree, pathTree } from './path-tree.ts';
import type { Shell } from './shell.ts';

/** The files that somebody names; `-` is what comes through standard input, as if it were the file `stdinName`. */
export async function namedTree(paths: readonly string[], stdinName: string, shell: Shell): Promise<PathTree> {
  if (!paths.includes('-')) return pathTree(paths, shell.cwd);
  if (paths.length > 1) {
    return { kind: 'problem', path: '-', message: '"-" reads standard input, and takes no other paths beside it' };
  }
  const text = await shell.readStdin();
  return { kind: 'tree', tree: memoryTree({ [stdinName]: text }), root: shell.cwd, pathPrefix: '' };
}
