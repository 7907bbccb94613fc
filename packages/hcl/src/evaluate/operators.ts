import type { Node, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Binary, BinaryOperator, Unary } from '../syntax-tree.ts';
import { convert } from '../types/convert.ts';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  remainderOfDecimals,
} from './decimal.ts';
import { areEqual } from './equality.ts';
import { evaluateIn } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { decimalIn, failure, isNull, numberNode, scalar, unknownBecause } from './nodes.ts';

/** Evaluates `-a` and `!a`. */
export function evaluateUnary({ operator, operand, range }: Unary, evaluation: Evaluation): Node {
  const origin = { range };
  const value = converted(evaluateIn(operand, evaluation), operator === '!' ? 'bool' : 'number', origin);
  if (value.kind !== 'scalar') return value;
  if (operator === '!') return scalar(value.value !== true, origin);
  const number = decimalIn(value);
  return number ? numberNode(negateDecimal(number), origin) : failure('it is not a number', origin);
}

/** Evaluates a chain of binary operators, from the left and without going deeper for each. */
export function evaluateBinary(expression: Binary, evaluation: Evaluation): Node {
  const chain: Binary[] = [expression];
  let first = expression.left;
  while (first.kind === 'binary') {
    chain.push(first);
    first = first.left;
  }
  let value = evaluateIn(first, evaluation);
  for (const { operator, right, range } of chain.reverse()) {
    value = isLogical(operator)
      ? applyLogical(operator, value, () => evaluateIn(right, evaluation), { range })
      : apply(operator, value, evaluateIn(right, evaluation), { range });
  }
  return value;
}

type Logical = '&&' | '||';

function isLogical(operator: BinaryOperator): operator is Logical {
  return operator === '&&' || operator === '||';
}

/** As in the newest Terraform, the right side does not matter where the left one decides, and the other way round. */
function applyLogical(operator: Logical, leftNode: Node, evaluateRight: () => Node, origin: Origin): Node {
  const decisive = operator === '||';
  const left = converted(leftNode, 'bool', origin);
  if (left.kind === 'scalar' && left.value === decisive) return scalar(decisive, origin);
  const right = converted(evaluateRight(), 'bool', origin);
  if (left.kind === 'unknown') {
    const isDecided = !left.isError && right.kind === 'scalar' && right.value === decisive;
    return isDecided ? scalar(decisive, origin) : left;
  }
  return right.kind === 'scalar' ? scalar(right.value === true, origin) : right;
}

function apply(operator: Exclude<BinaryOperator, Logical>, left: Node, right: Node, origin: Origin): Node {
  if (operator === '==' || operator === '!=') return applyEquality(operator, left, right, origin);
  const first = converted(left, 'number', origin);
  const second = converted(right, 'number', origin);
  if (first.kind !== 'scalar') return first;
  if (second.kind !== 'scalar') return second;
  const [a, b] = [decimalIn(first), decimalIn(second)];
  if (!a || !b) return failure('it is not a number', origin);
  switch (operator) {
    case '<':
      return scalar(compareDecimals(a, b) < 0, origin);
    case '<=':
      return scalar(compareDecimals(a, b) <= 0, origin);
    case '>':
      return scalar(compareDecimals(a, b) > 0, origin);
    case '>=':
      return scalar(compareDecimals(a, b) >= 0, origin);
    default: {
      const result = arithmetic[operator](a, b);
      return result ? numberNode(result, origin) : failure('a division by zero', origin);
    }
  }
}

const arithmetic: Readonly<Record<'+' | '-' | '*' | '/' | '%', (a: Decimal, b: Decimal) => Decimal | undefined>> = {
  '+': addDecimals,
  '-': (a, b) => addDecimals(a, negateDecimal(b)),
  '*': multiplyDecimals,
  '/': divideDecimals,
  '%': remainderOfDecimals,
};

function applyEquality(operator: '==' | '!=', left: Node, right: Node, origin: Origin): Node {
  const equal = areEqual(left, right);
  if (typeof equal !== 'boolean') return unknownBecause(equal, origin);
  return scalar(equal === (operator === '=='), origin);
}

/** An operand as the operator needs it: a scalar of that type, or unknown. */
function converted(node: Node, type: 'bool' | 'number', origin: Origin): (Node & { kind: 'scalar' }) | UnknownNode {
  if (isNull(node)) return failure('an operand is null', origin);
  const value = convert(node, type);
  if (value.kind === 'unknown') return unknownBecause(value, origin);
  return value.kind === 'scalar' ? value : failure('an operand has the wrong type', origin);
}
