import type { Node } from '@backlint/source/node';
import { addDecimals, compareDecimals, type Decimal, negateDecimal } from '../evaluate/decimal.ts';
import { areEqual } from '../evaluate/equality.ts';
import {
  decimalIn,
  failure,
  integerNode,
  isNull,
  numberNode,
  scalar,
  sequence,
  unknownBecause,
} from '../evaluate/nodes.ts';
import { compareElements } from '../types/canonical.ts';
import { convert, distinct } from '../types/convert.ts';
import {
  anyKnown,
  anyParts,
  anything,
  type FunctionCall,
  type Functions,
  knownListOfAny,
  listOfAny,
  number,
  textList,
} from './function-spec.ts';
import { countOf } from './simple.ts';

/** How many numbers `range` makes at most, as in Terraform. */
const longestRange = 1024;
const zero: Decimal = { digits: 0n, exponent: 0 };
const one: Decimal = { digits: 1n, exponent: 0 };

/** Functions of lists and tuples. */
export const listFunctions: Functions = {
  chunklist: { parameters: [listOfAny, number], apply: chunkList },
  coalescelist: { parameters: [], rest: { ...anything, takesNull: false }, apply: coalesceList },
  compact: { parameters: [textList], apply: compact },
  concat: { parameters: [anyParts], rest: anyParts, apply: concat },
  contains: { parameters: [anyParts, anyParts], apply: contains },
  distinct: {
    parameters: [knownListOfAny],
    apply: ([list], { origin }) => sequence(distinct(itemsOf(list)), origin, 'list'),
  },
  element: { parameters: [anyParts, number], apply: element },
  flatten: { parameters: [anyParts], apply: flatten },
  index: { parameters: [anyParts, anyKnown], apply: indexOf },
  one: { parameters: [anyParts], apply: onlyElement },
  range: { parameters: [number], rest: number, apply: range },
  reverse: { parameters: [anyParts], apply: reverse },
  slice: { parameters: [anyParts, number, number], apply: slice },
  sort: { parameters: [textList], apply: sort },
};

/** The elements of a list, set or tuple; none of anything else. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'sequence' ? node.items : [];
}

function chunkList([list, size]: readonly Node[], { origin }: FunctionCall): Node {
  const items = itemsOf(list);
  const length = countOf(size) || items.length;
  if (length < 0 || !Number.isInteger(length)) return failure('the size of a chunk is no whole number', origin);
  const chunks: Node[] = [];
  for (let at = 0; at < items.length; at += length) chunks.push(sequence(items.slice(at, at + length), origin, 'list'));
  return sequence(chunks, origin, 'list');
}

/** The first list that is not empty; nothing is certain from the first unknown one on. */
function coalesceList(args: readonly Node[], { origin }: FunctionCall): Node {
  const isList = (arg: Node) => arg.kind === 'unknown' || (arg.kind === 'sequence' && arg.collection !== 'set');
  if (!args.every(isList)) return failure('an argument is no list', origin);
  for (const arg of args) {
    if (arg.kind === 'unknown') return unknownBecause(arg, origin);
    if (itemsOf(arg).length > 0) return arg;
  }
  return failure('all lists are empty', origin);
}

function compact([list]: readonly Node[], { origin }: FunctionCall): Node {
  const items = itemsOf(list).filter((item) => !isNull(item) && !(item.kind === 'scalar' && item.value === ''));
  return sequence(items, origin, 'list');
}

function concat(args: readonly Node[], { origin }: FunctionCall): Node {
  if (args.some((arg) => arg.kind !== 'sequence' || arg.collection === 'set')) {
    return failure('an argument is no list', origin);
  }
  const joined = sequence(args.flatMap(itemsOf), origin);
  const areLists = args.every((arg) => arg.kind === 'sequence' && arg.collection === 'list');
  return areLists ? convert(joined, { kind: 'list', element: 'any' }) : joined;
}

function contains([list, wanted]: readonly Node[], { origin }: FunctionCall): Node {
  if (list?.kind !== 'sequence' || !wanted) return failure('the first argument is no list', origin);
  const answers = list.items.map((item) => areEqual(item, wanted));
  if (answers.includes(true)) return scalar(true, origin);
  const doubt = answers.find((answer) => typeof answer !== 'boolean');
  return doubt ? unknownBecause(doubt, origin) : scalar(false, origin);
}

/** Past the end, counting begins again at the first element. */
function element([list, position]: readonly Node[], { origin }: FunctionCall): Node {
  if (list?.kind !== 'sequence' || list.collection === 'set') return failure('the first argument is no list', origin);
  return list.items[countOf(position) % list.items.length] ?? failure('there is no element at the index', origin);
}

function flatten([list]: readonly Node[], { origin }: FunctionCall): Node {
  if (list?.kind !== 'sequence') return failure('the argument is no list', origin);
  const items = leavesOf(list);
  const unknown = items.find((item) => item.kind === 'unknown');
  // An unknown element might be a list itself, of nobody knows how many elements.
  return unknown?.kind === 'unknown' ? unknownBecause(unknown, origin) : sequence(items, origin);
}

function leavesOf(node: Node): readonly Node[] {
  return node.kind === 'sequence' ? node.items.flatMap(leavesOf) : [node];
}

function indexOf([list, wanted]: readonly Node[], { origin }: FunctionCall): Node {
  if (list?.kind !== 'sequence' || list.collection === 'set' || !wanted)
    return failure('the first argument is no list', origin);
  for (const [index, item] of list.items.entries()) {
    const equal = areEqual(item, wanted);
    if (equal === true) return integerNode(index, origin);
    if (typeof equal !== 'boolean') return unknownBecause(equal, origin);
  }
  return failure('no element of the list is equal', origin);
}

function onlyElement([list]: readonly Node[], { origin }: FunctionCall): Node {
  if (list?.kind !== 'sequence' || list.items.length > 1)
    return failure('it is no list of at most one element', origin);
  return list.items[0] ?? scalar(null, origin);
}

function range(args: readonly Node[], { origin }: FunctionCall): Node {
  const [first = zero, second, third] = args.map((arg) => (arg.kind === 'scalar' ? decimalIn(arg) : undefined));
  if (args.length > 3) return failure('range takes at most three arguments', origin);
  const [start, end] = second ? [first, second] : [zero, first];
  const isDown = compareDecimals(end, start) < 0;
  const step = third ?? (isDown ? negateDecimal(one) : one);
  const direction = compareDecimals(step, zero);
  if (direction === 0 || direction < 0 !== isDown) {
    return compareDecimals(end, start) === 0 && direction !== 0
      ? sequence([], origin, 'list')
      : failure('the step leads away from the end', origin);
  }
  const items: Node[] = [];
  for (let at = start; compareDecimals(at, end) * direction < 0; at = addDecimals(at, step)) {
    if (items.length === longestRange) return failure(`a range has at most ${longestRange} elements`, origin);
    items.push(numberNode(at, origin));
  }
  return sequence(items, origin, 'list');
}

function reverse([list]: readonly Node[], { origin }: FunctionCall): Node {
  if (list?.kind !== 'sequence') return failure('the argument is no list', origin);
  return sequence([...list.items].reverse(), origin, list.collection ? 'list' : undefined);
}

function slice([list, from, to]: readonly Node[], { origin }: FunctionCall): Node {
  if (list?.kind !== 'sequence' || list.collection === 'set') return failure('the first argument is no list', origin);
  const [start, end] = [countOf(from), countOf(to)];
  const isInside = start >= 0 && start <= end && end <= list.items.length;
  if (!isInside || !Number.isInteger(start) || !Number.isInteger(end)) {
    return failure('the slice does not lie inside the list', origin);
  }
  return sequence(list.items.slice(start, end), origin, list.collection);
}

function sort([list]: readonly Node[], { origin }: FunctionCall): Node {
  const items = itemsOf(list);
  if (items.some(isNull)) return failure('an element of the list is null', origin);
  return sequence([...items].sort(compareElements), origin, 'list');
}
