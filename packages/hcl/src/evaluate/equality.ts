import type { Node, UnknownNode } from '@backlint/source/node';
import { compareDecimals } from './decimal.ts';
import { decimalIn, isNull } from './nodes.ts';

/** Whether two values are equal; the unknown that hides it where nothing else decides. */
export function areEqual(left: Node, right: Node): boolean | UnknownNode {
  if (left.kind === 'unknown') return left;
  if (right.kind === 'unknown') return right;
  if (isNull(left) || isNull(right)) return isNull(left) && isNull(right);
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    const [first, second] = [decimalIn(left), decimalIn(right)];
    return first && second ? compareDecimals(first, second) === 0 : left.value === right.value;
  }
  if (left.kind === 'sequence' && right.kind === 'sequence') {
    if (left.collection !== right.collection || left.items.length !== right.items.length) return false;
    return allEqual(left.items.map((item, index) => [item, right.items[index]]));
  }
  if (left.kind === 'mapping' && right.kind === 'mapping') {
    if (left.collection !== right.collection || left.entries.size !== right.entries.size) return false;
    return allEqual(Array.from(left.entries, ([name, { value }]) => [value, right.entries.get(name)?.value]));
  }
  return false;
}

/** One difference is enough to know, whatever else is unknown. */
function allEqual(pairs: readonly (readonly [Node, Node | undefined])[]): boolean | UnknownNode {
  let doubt: UnknownNode | undefined;
  for (const [left, right] of pairs) {
    const equal = right ? areEqual(left, right) : false;
    if (equal === false) return false;
    if (typeof equal !== 'boolean') doubt ??= equal;
  }
  return doubt ?? true;
}
