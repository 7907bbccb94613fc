import type { Entry, Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Expression, Literal, ObjectEntry, ObjectExpression } from '../syntax-tree.ts';
import { convert } from '../types/convert.ts';
import { evaluateCall } from './call.ts';
import { evaluateConditional } from './conditional.ts';
import { parseDecimal } from './decimal.ts';
import type { Evaluation } from './evaluation.ts';
import { evaluateFor } from './for.ts';
import { exhausted } from './led-to.ts';
import { failure, isNull, mapping, numberNode, scalar, sequence, unknown, unknownBecause } from './nodes.ts';
import { evaluateBinary, evaluateUnary } from './operators.ts';
import type { Scope } from './scope.ts';
import { evaluateTemplate } from './template.ts';
import { evaluateTraversal, evaluateVariable } from './traversal.ts';

/**
 * What an expression comes to, as far as the scope decides it: each part with the place to edit first and what led to
 * it after. What is not decided is unknown and says why; so is what Terraform would refuse to compute.
 */
export function evaluate(expression: Expression, scope: Scope): Node {
  return evaluateIn(expression, { scope, errors: { count: 0 } });
}

/** Evaluates a part of an expression. */
export function evaluateIn(expression: Expression, evaluation: Evaluation): Node {
  const { budget } = evaluation.scope;
  const origin = { range: expression.range };
  if (!budget.spend(1)) return exhausted(origin);
  const node = budget.enter() ? evaluateKind(expression, origin, evaluation) : tooDeep(origin);
  budget.leave();
  if (node.kind === 'unknown' && node.isError) evaluation.errors.count++;
  return node;
}

function evaluateKind(expression: Expression, origin: Origin, evaluation: Evaluation): Node {
  switch (expression.kind) {
    case 'literal':
      return evaluateLiteral(expression, origin);
    case 'template':
      return evaluateTemplate(expression, evaluation);
    case 'tuple': {
      const items = expression.items.map((item) => evaluateIn(item, evaluation));
      return sequence(items, origin);
    }
    case 'object':
      return evaluateObject(expression, origin, evaluation);
    case 'for':
      return evaluateFor(expression, evaluation);
    case 'variable':
      return evaluateVariable(expression, evaluation);
    case 'traversal':
      return evaluateTraversal(expression, evaluation);
    case 'call':
      return evaluateCall(expression, evaluation);
    case 'unary':
      return evaluateUnary(expression, evaluation);
    case 'binary':
      return evaluateBinary(expression, evaluation);
    case 'conditional':
      return evaluateConditional(expression, evaluation);
    case 'parentheses':
      return evaluateIn(expression.inner, evaluation);
    case 'unreadable':
      return unknown('what is written there cannot be read', origin);
  }
}

function tooDeep(origin: Origin): Node {
  return unknown('too many values that refer to each other lead to it', origin);
}

function evaluateLiteral({ value, written }: Literal, origin: Origin): Node {
  if (typeof value !== 'number') return scalar(value, origin);
  const number = parseDecimal(written ?? String(value));
  return number ? numberNode(number, origin) : failure('it is not a number', origin);
}

/** Where a key is unknown, it may be any of those before it, so that only the entries after it are certain. */
function evaluateObject({ entries }: ObjectExpression, origin: Origin, evaluation: Evaluation): Node {
  const known = new Map<string, Entry>();
  let cause: (Node & { kind: 'unknown' }) | undefined;
  for (const entry of entries) {
    const key = evaluateKey(entry, evaluation);
    const value = evaluateIn(entry.value, evaluation);
    if (key.kind === 'scalar') {
      const name = String(key.value);
      known.delete(name);
      known.set(name, { key: key.origin, value });
    } else if (key.kind === 'unknown') {
      cause = key;
      known.clear();
    }
  }
  return cause ? { ...unknownBecause(cause, origin), entries: known } : mapping(known, origin);
}

/** A bare name is the key itself; anything else is evaluated, and is text or unknown. */
function evaluateKey({ key }: ObjectEntry, evaluation: Evaluation): Node {
  const origin = { range: key.range };
  if (key.kind === 'variable') return scalar(key.name, origin);
  if (key.kind === 'literal' && typeof key.value !== 'number') return scalar(String(key.value), origin);
  if (key.kind === 'traversal' && isReference(key)) {
    return counted(failure('a key with dots in it stands in quotes, or in parentheses', origin), evaluation);
  }
  const text = convert(evaluateIn(key, evaluation), 'string');
  return isNull(text) ? counted(failure('a key is null', origin), evaluation) : counted(text, evaluation);
}

function isReference({ source, steps }: Expression & { kind: 'traversal' }): boolean {
  return source.kind === 'variable' && steps.every(({ kind }) => kind === 'attribute');
}

/** Counts an error that is not the value of an expression. */
function counted(node: Node, { errors }: Evaluation): Node {
  if (node.kind === 'unknown' && node.isError) errors.count++;
  return node;
}
