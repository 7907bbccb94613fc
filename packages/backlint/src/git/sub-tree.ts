import type { SourceTree } from '@backlint/source/source-tree';

/** The part of a tree below a folder, `apps/`, with paths from there; the whole tree for an empty one. */
export function subTree(tree: SourceTree, folder: string): SourceTree {
  if (folder === '') return tree;
  const paths = tree.paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
  return {
    paths,
    read(path) {
      const read = tree.read(`${folder}${path}`);
      if (read === undefined) return undefined;
      if ('text' in read) return { ...read, path };
      return { ...read, at: { ...read.at, file: { ...read.at.file, path } } };
    },
  };
}
