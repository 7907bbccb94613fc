import type { Node } from '@backlint/source/node';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  decimalOf,
  floorDecimal,
  isInteger,
  negateDecimal,
  numberOf,
} from '../evaluate/decimal.ts';
import { decimalIn, failure, isNull, numberNode } from '../evaluate/nodes.ts';
import { type FunctionCall, type Functions, number } from './function-spec.ts';
import { itemsOf } from './lists.ts';
import { type Refusal, simple } from './simple.ts';

const zero: Decimal = { digits: 0n, exponent: 0 };

/** Functions of numbers. */
export const numberFunctions: Functions = {
  abs: simple(['number'], (value) => (value.digits < 0n ? negateDecimal(value) : value)),
  ceil: simple(['number'], (value) => negateDecimal(floorDecimal(negateDecimal(value)))),
  floor: simple(['number'], floorDecimal),
  log: simple(['number', 'number'], (value, base) =>
    inFloats([value, base], ([a = 0, b = 0]) => Math.log(a) / Math.log(b)),
  ),
  max: { parameters: [number], rest: number, apply: (args, call) => extreme(args, 1, call) },
  min: { parameters: [number], rest: number, apply: (args, call) => extreme(args, -1, call) },
  parseint: simple(['string', 'number'], (text, base) => parseInteger(text, numberOf(base))),
  pow: simple(['number', 'number'], (value, power) => inFloats([value, power], ([a = 0, b = 0]) => a ** b)),
  signum: simple(['number'], (value) => {
    return isInteger(value) ? compareDecimals(value, zero) : { refusal: 'the number is not whole' };
  }),
  sum: { parameters: [{ type: { kind: 'list', element: 'number' } }], apply: sum },
};

/** Terraform computes these with 64 bits. */
function inFloats(values: readonly Decimal[], compute: (values: readonly number[]) => number): Decimal | Refusal {
  return decimalOf(compute(values.map(numberOf))) ?? { refusal: 'the result is no number' };
}

function extreme(args: readonly Node[], direction: number, { origin }: FunctionCall): Node {
  const [first, ...others] = args.flatMap(decimalOfNode);
  if (!first) return failure('an argument is no number', origin);
  const beyond = (a: Decimal, b: Decimal) => (compareDecimals(b, a) * direction > 0 ? b : a);
  return numberNode(others.reduce(beyond, first), origin);
}

function sum([list]: readonly Node[], { origin }: FunctionCall): Node {
  const items = itemsOf(list);
  if (items.length === 0 || items.some(isNull)) return failure('there are no numbers, or some are null', origin);
  return numberNode(items.flatMap(decimalOfNode).reduce(addDecimals, zero), origin);
}

function decimalOfNode(node: Node): readonly Decimal[] {
  const value = node.kind === 'scalar' ? decimalIn(node) : undefined;
  return value ? [value] : [];
}

function parseInteger(text: string, base: number): Decimal | Refusal {
  const digits = /^[+-]?([0-9a-zA-Z]{1,400})$/.exec(text)?.[1];
  if (!Number.isInteger(base) || base < 2 || base > 62 || digits === undefined) return { refusal: 'it is no number' };
  let value = 0n;
  for (const character of digits) {
    const digit = digitValue(character, base);
    if (digit >= base) return { refusal: 'it is no number of that base' };
    value = value * BigInt(base) + BigInt(digit);
  }
  return { digits: text.startsWith('-') ? -value : value, exponent: 0 };
}

/** Up to base 36 case does not matter; above, large letters come after small ones. */
function digitValue(character: string, base: number): number {
  if (base <= 36) return Number.parseInt(character, 36);
  return '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(character);
}
