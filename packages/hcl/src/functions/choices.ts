import type { Node } from '@backlint/source/node';
import { failure, isNull, scalar, unknownBecause, unknownIn } from '../evaluate/nodes.ts';
import { convert } from '../types/convert.ts';
import { typeOf } from '../types/type-of.ts';
import { unify } from '../types/unify.ts';
import { anything, type FunctionCall, type Functions, type Parameter } from './function-spec.ts';
import { itemsOf } from './lists.ts';

const booleans: Parameter = { type: { kind: 'list', element: 'bool' }, takes: 'parts' };

/** Functions that settle something from several values. */
export const choiceFunctions: Functions = {
  alltrue: { parameters: [booleans], apply: (args, call) => decide(args, false, call) },
  anytrue: { parameters: [booleans], apply: (args, call) => decide(args, true, call) },
  coalesce: { parameters: [anything], rest: anything, apply: coalesce },
};

/** One decisive element settles it, whatever else is unknown; null counts as false. */
function decide([list]: readonly Node[], decisive: boolean, { origin }: FunctionCall): Node {
  const items = itemsOf(list);
  const isTrue = (item: Node) => item.kind === 'scalar' && item.value === true;
  if (items.some((item) => item.kind !== 'unknown' && isTrue(item) === decisive)) return scalar(decisive, origin);
  const doubt = list && unknownIn(list);
  return doubt ? unknownBecause(doubt, origin) : scalar(!decisive, origin);
}

/**
 * The first argument that is neither null nor empty text, in the type that fits all of them. With a null among them,
 * whose type is open, Terraform does without one type, and then takes empty text for a value.
 */
function coalesce(args: readonly Node[], { origin }: FunctionCall): Node {
  const types = args.map(typeOf);
  const type = unify(types);
  if (type === undefined && !types.includes('any')) return failure('the arguments have different types', origin);
  for (const arg of args) {
    if (arg.kind === 'unknown') return unknownBecause(arg, origin);
    const isEmpty = type !== undefined && arg.kind === 'scalar' && arg.value === '';
    if (!isNull(arg) && !isEmpty) return convert(arg, type ?? 'any');
  }
  return failure('all arguments are null or empty', origin);
}
