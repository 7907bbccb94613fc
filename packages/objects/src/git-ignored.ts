import { directoryOf, isSourceFile, type SourceTree } from '@backlint/source/source-tree';
import ignore, { type Ignore } from 'ignore';

/**
 * Whether a file is kept out of the repository by the `.gitignore` files of the tree, as git decides it: the nearest one
 * that has anything to say about a path wins. Files that git tracks all the same are ignored here too.
 */
export function gitIgnored(tree: SourceTree): (path: string) => boolean {
  const read = new Map<string, Ignore | undefined>();
  const rulesIn = (directory: string): Ignore | undefined => {
    if (!read.has(directory)) {
      const file = tree.read(directory === '' ? '.gitignore' : `${directory}/.gitignore`);
      read.set(directory, isSourceFile(file) ? ignore().add(file.text) : undefined);
    }
    return read.get(directory);
  };
  return (path) => {
    for (let directory = directoryOf(path); ; directory = directoryOf(directory)) {
      const relative = directory === '' ? path : path.slice(directory.length + 1);
      const verdict = rulesIn(directory)?.test(relative);
      if (verdict?.ignored || verdict?.unignored) return verdict.ignored;
      if (directory === '') return false;
    }
  };
}
