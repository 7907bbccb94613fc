import type { Node, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { failure, integerNode, isNull, scalar, sortedEntries } from './nodes.ts';

/** One turn of a `for`. */
export interface Turn {
  readonly key: Node;
  readonly value: Node;
}

/** The turns that a `for` takes through a collection, in Terraform's order; unknown where the collection is. */
export function turnsThrough(node: Node, origin: Origin): readonly Turn[] | UnknownNode {
  if (node.kind === 'unknown') return node;
  if (node.kind === 'sequence') {
    const isSet = node.collection === 'set';
    return node.items.map((value, index) => ({ key: isSet ? value : integerNode(index, value.origin), value }));
  }
  if (node.kind === 'mapping') {
    return sortedEntries(node.entries).map(([name, { key, value }]) => ({ key: scalar(name, key), value }));
  }
  return failure(isNull(node) ? 'a for needs a collection, not null' : 'a for needs a collection', origin);
}
