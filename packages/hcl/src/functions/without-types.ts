import type { Entry, Node } from '@backlint/source/node';

/** A value as decoding gives it: lists are tuples, maps are objects. */
export function withoutTypes(node: Node): Node {
  if (node.kind === 'sequence') {
    return { kind: 'sequence', items: node.items.map(withoutTypes), origin: node.origin };
  }
  if (node.kind !== 'mapping') return node;
  const entries = Array.from(node.entries, ([name, { key, value }]): [string, Entry] => [
    name,
    { key, value: withoutTypes(value) },
  ]);
  return { kind: 'mapping', entries: new Map(entries), origin: node.origin };
}
