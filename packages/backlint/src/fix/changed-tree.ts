import type { SourceTree } from '@backlint/source/source-tree';

/** A tree in which some files have another text. */
export function changedTree<T extends SourceTree>(tree: T, texts: ReadonlyMap<string, string>): T {
  return {
    ...tree,
    read(path: string) {
      const text = texts.get(path);
      return text === undefined ? tree.read(path) : { path, text };
    },
  };
}
