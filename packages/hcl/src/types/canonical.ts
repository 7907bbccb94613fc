import type { Node } from '@backlint/source/node';
import { compareDecimals } from '../evaluate/decimal.ts';
import { compareBytes, decimalIn, numberText, sortedEntries } from '../evaluate/nodes.ts';

/** A text that two known values share exactly where they are equal, so that sets and comparisons take linear time. */
export function canonical(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'number' ? numberText(node) : JSON.stringify(node.value);
    case 'sequence':
      return `${node.collection ?? 'tuple'}[${node.items.map(canonical).join(',')}]`;
    case 'mapping': {
      const entries = sortedEntries(node.entries).map(
        ([key, { value }]) => `${JSON.stringify(key)}:${canonical(value)}`,
      );
      return `${node.collection ?? 'object'}{${entries.join(',')}}`;
    }
    case 'unknown':
      return '?';
  }
}

/** The order in which a set gives its elements. */
export function compareElements(left: Node, right: Node): number {
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    const [first, second] = [decimalIn(left), decimalIn(right)];
    if (first && second) return compareDecimals(first, second);
    return compareBytes(String(left.value), String(right.value));
  }
  return compareBytes(canonical(left), canonical(right));
}
