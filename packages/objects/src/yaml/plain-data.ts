import type { Node } from '@backlint/source/node';

/** What a test expects of a node: plain data, with an unknown as `{ unknown: why }` and no prototype on mappings. */
export function plainData(node: Node | undefined): unknown {
  switch (node?.kind) {
    case 'mapping':
      return Object.assign(
        Object.create(null),
        Object.fromEntries(Array.from(node.entries, ([key, { value }]) => [key, plainData(value)])),
      );
    case 'sequence':
      return node.items.map(plainData);
    case 'scalar':
      return node.value;
    case 'unknown':
      return { unknown: node.why };
    default:
      return undefined;
  }
}
