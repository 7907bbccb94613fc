import type { Node } from '@backlint/source/node';

/** A node as plain data; an unknown one, such as a template, as undefined. */
export function plainValue(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'sequence':
      return node.items.map(plainValue);
    case 'mapping':
      return Object.fromEntries(Array.from(node.entries, ([key, { value }]) => [key, plainValue(value)]));
    case 'unknown':
      return undefined;
  }
}
