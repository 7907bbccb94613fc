import type { Node } from '@backlint/source/node';
import type { Range } from '@backlint/source/range';

/**
 * A node as plain data. Words that YAML 1.1 took for booleans, such as `off`, are text, as in YAML 1.2, and a setting
 * with nothing behind it is not set.
 */
export function plainValue(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(plainValue);
    case 'mapping':
      return Object.fromEntries(
        Array.from(node.entries, ([key, { value }]) => [key, plainValue(value)] as const).filter(
          ([, value]) => value !== null,
        ),
      );
    case 'unknown':
      return textOf(node.origin.range);
  }
}

function textOf({ file, start, end }: Range): string {
  return file.text.slice(start, end);
}
