import type { Node } from '@backlint/source/node';
import { failure, sequence, tooLarge } from '../evaluate/nodes.ts';
import { limits } from '../limits.ts';
import { canonical } from '../types/canonical.ts';
import { convert, distinctSorted } from '../types/convert.ts';
import type { Type } from '../types/type.ts';
import { typeOf } from '../types/type-of.ts';
import { unify } from '../types/unify.ts';
import { anyParts, type FunctionCall, type Functions, type Parameter } from './function-spec.ts';
import { itemsOf } from './lists.ts';

const set: Parameter = { type: { kind: 'set', element: 'any' } };

/** Functions of sets. */
export const setFunctions: Functions = {
  setintersection: combining((first, others) =>
    first.filter((item) => others.every((other) => keysOf(other).has(canonical(item)))),
  ),
  setproduct: { parameters: [anyParts, anyParts], rest: anyParts, apply: setProduct },
  setsubtract: {
    parameters: [set, set],
    apply: combining((first, [second = []]) => first.filter((item) => !keysOf(second).has(canonical(item)))).apply,
  },
  setunion: combining((first, others) => distinctSorted([...first, ...others.flat()])),
};

type Items = readonly Node[];

/** A function of sets whose elements are brought to one type first. */
function combining(combine: (first: Items, others: readonly Items[]) => Items): Functions[string] {
  return {
    parameters: [set],
    rest: set,
    apply: (args, { origin }) => {
      const type = unify(args.map(typeOf).filter(hasElements));
      if (type === undefined) return failure('the sets have elements of different types', origin);
      const [first = [], ...others] = args.map((arg) => itemsOf(convert(arg, type)));
      return sequence(combine(first, others), origin, 'set');
    },
  };
}

function hasElements(type: Type): boolean {
  return typeof type !== 'string' && 'element' in type && type.element !== 'any';
}

function keysOf(items: Items): ReadonlySet<string> {
  return new Set(items.map(canonical));
}

function setProduct(args: readonly Node[], { origin }: FunctionCall): Node {
  const isSet = args.some((arg) => arg.kind === 'sequence' && arg.collection === 'set');
  const typed = args.map((arg) => convert(arg, { kind: isSet ? 'set' : 'list', element: 'any' }));
  const wrong = typed.find(({ kind }) => kind !== 'sequence');
  if (wrong) return wrong;
  const lists = typed.map(itemsOf);
  const size = lists.reduce((product, { length }) => product * length, 1);
  if (size > limits.collectionSize) return tooLarge(origin);
  let combinations: Items[] = [[]];
  for (const list of lists) {
    combinations = combinations.flatMap((start) => list.map((item) => [...start, item]));
  }
  return sequence(
    combinations.map((items) => sequence(items, origin)),
    origin,
    isSet ? 'set' : 'list',
  );
}
