import { plural } from '@backlint/report/plural';
import type { CheckedTree } from './check.ts';
import type { Screen } from './shell.ts';

/** A run shorter than this needs no progress display, and more often than this nobody can read it. */
const milliseconds = { before: 400, between: 100 };

/** A tree that tells a terminal how much of it has been read, once that takes long. */
export function withProgress(tree: CheckedTree, screen: Screen): { readonly tree: CheckedTree; clear(): void } {
  if (!screen.isTerminal) return { tree, clear: () => undefined };
  let read = 0;
  let shown = false;
  let next = performance.now() + milliseconds.before;
  return {
    tree: {
      ...tree,
      read(path) {
        read++;
        if (performance.now() >= next) {
          screen.write(
            `\r\u001b[2KReading ${plural(tree.paths.length, 'file')}: ${Math.floor((read / tree.paths.length) * 100)} %`,
          );
          shown = true;
          next = performance.now() + milliseconds.between;
        }
        return tree.read(path);
      },
    },
    clear: () => {
      if (shown) screen.write('\r\u001b[2K');
    },
  };
}
