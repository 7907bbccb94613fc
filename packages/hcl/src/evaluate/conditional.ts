import type { Entry, Node, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Conditional } from '../syntax-tree.ts';
import { canonical } from '../types/canonical.ts';
import { convert } from '../types/convert.ts';
import { typeOf } from '../types/type-of.ts';
import { unify } from '../types/unify.ts';
import { evaluateIn } from './evaluate.ts';
import { type Evaluation, withoutErrors } from './evaluation.ts';
import { failure, isNull, unknown, unknownBecause, unknownIn } from './nodes.ts';

/** Evaluates `condition ? a : b`. Both results are looked at, because the chosen one takes the type that fits both. */
export function evaluateConditional(expression: Conditional, evaluation: Evaluation): Node {
  const origin = { range: expression.range };
  const condition = convert(evaluateIn(expression.condition, evaluation), 'bool');
  if (isNull(condition)) return failure('the condition is null', origin);
  if (condition.kind !== 'scalar') {
    const [first, second] = [expression.whenTrue, expression.whenFalse].map(
      (branch) => withoutErrors(evaluation, () => evaluateIn(branch, evaluation)).result,
    );
    const cause = condition.kind === 'unknown' ? condition : unknown('the condition is not clear', origin);
    return first && second ? eitherOf(first, second, cause, origin) : unknownBecause(cause, origin);
  }
  const [chosen, other] =
    condition.value === true
      ? [expression.whenTrue, expression.whenFalse]
      : [expression.whenFalse, expression.whenTrue];
  const value = evaluateIn(chosen, evaluation);
  const { result: otherValue, failed } = withoutErrors(evaluation, () => evaluateIn(other, evaluation));
  return failed ? value : fitted(value, otherValue, origin);
}

function fitted(value: Node, other: Node, origin: Origin): Node {
  if (value.kind === 'unknown' || other.kind === 'unknown' || isNull(value) || isNull(other)) return value;
  if (value.kind === 'scalar' && other.kind === 'scalar' && typeof value.value === typeof other.value) return value;
  const type = unify([typeOf(value), typeOf(other)]);
  return type === undefined
    ? failure('the results of the conditional have different types', origin)
    : convert(value, type);
}

/** What is certain of a value that is one of two, nobody knows which. */
function eitherOf(first: Node, second: Node, cause: UnknownNode, origin: Origin): Node {
  if (first.kind === 'mapping' && second.kind === 'mapping') {
    const entries = new Map<string, Entry>();
    for (const [name, { key, value }] of first.entries) {
      const other = second.entries.get(name)?.value;
      if (other) entries.set(name, { key, value: eitherOf(value, other, cause, origin) });
    }
    const hasSameKeys = entries.size === first.entries.size && entries.size === second.entries.size;
    return hasSameKeys ? { ...first, entries, origin } : { ...unknownBecause(cause, origin), entries };
  }
  if (first.kind === 'sequence' && second.kind === 'sequence' && first.items.length === second.items.length) {
    const items = first.items.map((item, index) => eitherOf(item, second.items[index] ?? item, cause, origin));
    if (first.collection !== 'set' && second.collection !== 'set') return { ...first, items, origin };
  }
  if (!unknownIn(first) && !unknownIn(second) && canonical(first) === canonical(second)) return first;
  return unknownBecause(cause, origin, sharedPrefix(startOf(first), startOf(second)));
}

/** The text that a value certainly begins with. */
function startOf(node: Node): string {
  if (node.kind === 'unknown') return node.prefix ?? '';
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
}

function sharedPrefix(first: string, second: string): string {
  let length = 0;
  while (length < first.length && first[length] === second[length]) length++;
  return first.slice(0, length);
}
