import type { Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';

/** The same node, reached by way of an alias or `<<`. What is inside it is shared. */
export function ledTo(node: Node, place: Range): Node {
  return { ...node, origin: ledFrom(node.origin, place) };
}

/** The same origin, with one more place at the end of what led there. */
export function ledFrom({ range, via }: Origin, place: Range): Origin {
  return { range, via: via ? ledFrom(via, place) : { range: place } };
}
