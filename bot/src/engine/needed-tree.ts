import { rememberingTree } from '@backlint/source/source-tree';
import type { CheckedTree } from 'backlint/check';
import { decodeText } from 'backlint/decode-text';
import { pathDiagnostic } from 'backlint/path-diagnostic';
import type { Contents, TreeFile } from './question.ts';

/** A tree over contents that may not all be there yet: whatever is read and missing is added to `needed`. */
export function neededTree(files: readonly TreeFile[], contents: Contents, needed: Set<string>): CheckedTree {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return rememberingTree({
    paths: [...byPath.keys()],
    read(path) {
      const file = byPath.get(path);
      if (!file) return undefined;
      const bytes = contents.get(file.id);
      if (bytes) return decodeText(bytes, path);
      if (bytes === undefined) needed.add(file.id);
      const why =
        file.size > 1024 ** 2
          ? 'This file is larger than 1 MiB, so it was not read. Split it.'
          : 'There are more files than are read for a review, so this one was not read.';
      return pathDiagnostic('limit-size', path, why);
    },
  });
}
