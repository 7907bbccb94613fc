import type { Entry, Node, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { limits } from '../limits.ts';
import type { Expression, ForExpression, Name } from '../syntax-tree.ts';
import { convert } from '../types/convert.ts';
import { evaluateIn } from './evaluate.ts';
import { type Evaluation, withVariables } from './evaluation.ts';
import { type Turn, turnsThrough } from './iterate.ts';
import { failure, isNull, mapping, sequence, tooLarge, unknownBecause } from './nodes.ts';

/** Evaluates `[for …]` and `{for …}`. */
export function evaluateFor(expression: ForExpression, evaluation: Evaluation): Node {
  const origin = { range: expression.range };
  const turns = turnsThrough(evaluateIn(expression.collection, evaluation), origin);
  if (!Array.isArray(turns)) return unknownBecause(turns as UnknownNode, origin);
  return expression.entryKey
    ? makeObject(expression, expression.entryKey, turns, origin, evaluation)
    : makeTuple(expression, turns, origin, evaluation);
}

/** The variables that a `for` has in one turn. */
export function turnVariables(
  names: { readonly key?: Name; readonly item: Name },
  turn: Turn,
): ReadonlyMap<string, Node> {
  const values = new Map([[names.item.text, turn.value]]);
  if (names.key) values.set(names.key.text, turn.key);
  return values;
}

function makeTuple(expression: ForExpression, turns: readonly Turn[], origin: Origin, evaluation: Evaluation): Node {
  const items: Node[] = [];
  for (const turn of turns) {
    const inside = withVariables(evaluation, turnVariables(expression, turn));
    const isIn = passes(expression.condition, inside);
    if (typeof isIn !== 'boolean') return unknownBecause(isIn, origin);
    if (isIn) items.push(evaluateIn(expression.value, inside));
    if (items.length > limits.collectionSize) return tooLarge(origin);
  }
  return sequence(items, origin);
}

/** Where a key or a condition is unknown, the entries of the other turns are certain all the same: no two may be equal. */
function makeObject(
  expression: ForExpression,
  entryKey: Expression,
  turns: readonly Turn[],
  origin: Origin,
  evaluation: Evaluation,
): Node {
  const { isGrouped } = expression;
  const entries = new Map<string, Entry>();
  const groups = new Map<string, Node[]>();
  let cause: UnknownNode | undefined;
  for (const turn of turns) {
    const inside = withVariables(evaluation, turnVariables(expression, turn));
    const isIn = passes(expression.condition, inside);
    if (isIn === false) continue;
    const key = convert(evaluateIn(entryKey, inside), 'string');
    const value = evaluateIn(expression.value, inside);
    const doubt = isIn !== true ? isIn : key.kind === 'unknown' ? key : undefined;
    if (doubt || key.kind !== 'scalar') {
      cause = doubt ?? cause;
      continue;
    }
    if (isNull(key)) return failure('a key is null', origin);
    const name = String(key.value);
    const group = groups.get(name);
    if (group && !isGrouped) return failure('two entries have the same key', origin);
    if (group) group.push(value);
    else groups.set(name, [value]);
    entries.set(name, { key: entries.get(name)?.key ?? key.origin, value });
    if (groups.size > limits.collectionSize || (group?.length ?? 0) > limits.collectionSize) return tooLarge(origin);
  }
  if (isGrouped) {
    for (const [name, entry] of entries) {
      entries.set(name, { ...entry, value: sequence(groups.get(name) ?? [], entry.value.origin) });
    }
  }
  if (!cause) return mapping(entries, origin);
  return isGrouped ? unknownBecause(cause, origin) : { ...unknownBecause(cause, origin), entries };
}

/** Whether a turn counts, or the unknown that hides it. */
function passes(condition: Expression | undefined, evaluation: Evaluation): boolean | UnknownNode {
  if (!condition) return true;
  const value = convert(evaluateIn(condition, evaluation), 'bool');
  if (value.kind === 'unknown') return value;
  if (isNull(value)) return failure('a condition is null', { range: condition.range });
  return value.kind === 'scalar' && value.value === true;
}
