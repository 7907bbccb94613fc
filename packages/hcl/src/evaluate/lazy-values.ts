import type { Node } from '@backlint/source/node';
import type { Expression } from '../syntax-tree.ts';
import { unknown } from './nodes.ts';

/**
 * Values that are worked out when they are first asked for, and once: the locals of a module, say. One that needs itself
 * on the way is unknown. The answer is undefined where there is no expression of the name.
 */
export function lazyValues(
  expressions: ReadonlyMap<string, Expression>,
  evaluate: (expression: Expression) => Node,
): (name: string) => Node | undefined {
  const values = new Map<string, Node>();
  const underWay = new Set<string>();
  return (name) => {
    const known = values.get(name);
    const expression = expressions.get(name);
    if (known || !expression) return known;
    if (underWay.has(name)) return unknown('it refers to itself', { range: expression.range });
    underWay.add(name);
    const value = evaluate(expression);
    underWay.delete(name);
    values.set(name, value);
    return value;
  };
}
