import type { Node } from '@backlint/source/node';
import { type Decimal, decimalOf } from '../evaluate/decimal.ts';
import { decimalIn, failure, numberNode, scalar, sequence, tooLong } from '../evaluate/nodes.ts';
import { limits } from '../limits.ts';
import type { FunctionSpec, Parameter } from './function-spec.ts';

/** What scalar arguments are in JavaScript, by the name of their type. */
interface Scalars {
  readonly string: string;
  readonly number: Decimal;
  readonly bool: boolean;
}

type ScalarType = keyof Scalars;
type Arguments<Types extends readonly ScalarType[]> = { [Index in keyof Types]: Scalars[Types[Index]] };

/** A result that is an error, in the words that come after "Terraform refuses it". */
export interface Refusal {
  readonly refusal: string;
}

type Result = string | number | boolean | Decimal | Refusal | readonly string[] | undefined;

/**
 * A function of known texts, numbers and booleans. A list of texts becomes a list, and no result a text that is longer
 * than the limit.
 */
export function simple<const Types extends readonly ScalarType[]>(
  types: Types,
  apply: (...args: Arguments<Types>) => Result,
): FunctionSpec {
  const parameters: readonly Parameter[] = types.map((type) => ({ type }));
  return {
    parameters,
    apply: (args, { origin }) => {
      const result = apply(...(args.map(scalarValue) as readonly unknown[] as Arguments<Types>));
      if (result === undefined) return tooLong(origin);
      if (typeof result === 'string' || typeof result === 'boolean') return scalar(result, origin);
      if (typeof result === 'number') return numberNode(decimalOf(result) ?? { digits: 0n, exponent: 0 }, origin);
      if ('refusal' in result) return failure(result.refusal, origin);
      if ('digits' in result) return numberNode(result, origin);
      return sequence(
        result.map((item) => scalar(item, origin)),
        origin,
        'list',
      );
    },
  };
}

/** The text of a scalar argument; empty for anything else. */
export function textOf(node: Node | undefined): string {
  return node?.kind === 'scalar' ? String(node.value) : '';
}

/** The number of a scalar argument; zero for anything else. */
export function countOf(node: Node | undefined): number {
  return node?.kind === 'scalar' ? Number(node.value) : 0;
}

/** Some text so many times; undefined where that would be too long. */
export function repeated(text: string, times: number): string | undefined {
  return text.length * times > limits.textLength ? undefined : text.repeat(Math.max(times, 0));
}

function scalarValue(node: Node): string | Decimal | boolean {
  if (node.kind !== 'scalar') return '';
  if (typeof node.value === 'number') return decimalIn(node) ?? { digits: 0n, exponent: 0 };
  return node.value ?? '';
}
