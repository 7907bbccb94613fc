import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import type { FixedTree } from './fix-tree.ts';

/** The changes as one unified diff, which `patch -p1` and `git apply` take in the folder that the paths start from. */
export function unifiedDiff(changes: FixedTree['changes'], pathPrefix: string): string {
  return [...changes]
    .map(([path, { before, after }]) => {
      const name = pathPrefix + path;
      return formatPatch(
        structuredPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, { context: 3 }),
        FILE_HEADERS_ONLY,
      );
    })
    .join('');
}
