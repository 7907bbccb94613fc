import type { Entry, Node, UnknownNode } from '@backlint/source/node';
import {
  failure,
  integerNode,
  isNull,
  mapping,
  scalar,
  sequence,
  sortedEntries,
  unknownBecause,
  unknownIn,
} from '../evaluate/nodes.ts';
import { convert, distinctSorted } from '../types/convert.ts';
import { isSameType, type Type } from '../types/type.ts';
import { typeOf } from '../types/type-of.ts';
import { anyParts, anything, type FunctionCall, type Functions, listOfAny, text, textList } from './function-spec.ts';
import { itemsOf } from './lists.ts';
import { textOf } from './simple.ts';
import { clusters } from './text.ts';

const listsOfText: Type = { kind: 'map', element: { kind: 'list', element: 'string' } };

/** Functions of maps and objects. */
export const mapFunctions: Functions = {
  keys: { parameters: [anyParts], apply: keys },
  length: { parameters: [anyParts], apply: length },
  lookup: { parameters: [{ ...anything, takesNull: false }, text], rest: anything, apply: lookup },
  matchkeys: { parameters: [listOfAny, textList, textList], apply: matchKeys },
  merge: { parameters: [], rest: anything, apply: merge },
  transpose: { parameters: [{ type: listsOfText }], apply: transpose },
  values: { parameters: [anyParts], apply: values },
  zipmap: { parameters: [textList, anyParts], apply: zipMap },
};

function keys([map]: readonly Node[], { origin }: FunctionCall): Node {
  if (map?.kind !== 'mapping') return failure('the argument is no map', origin);
  const names = sortedEntries(map.entries).map(([name, { key }]) => scalar(name, key));
  return sequence(names, origin, map.collection ? 'list' : undefined);
}

function values([map]: readonly Node[], { origin }: FunctionCall): Node {
  if (map?.kind !== 'mapping') return failure('the argument is no map', origin);
  const items = sortedEntries(map.entries).map(([, { value }]) => value);
  return sequence(items, origin, map.collection ? 'list' : undefined);
}

/** Two unknown elements of a set may turn out to be one. */
function length([value]: readonly Node[], { origin }: FunctionCall): Node {
  if (value?.kind === 'mapping') return integerNode(value.entries.size, origin);
  if (value?.kind === 'sequence') {
    const doubt = value.collection === 'set' ? unknownIn(value) : undefined;
    return doubt ? unknownBecause(doubt, origin) : integerNode(value.items.length, origin);
  }
  if (value?.kind !== 'scalar' || typeof value.value !== 'string') return failure('it has no length', origin);
  return integerNode(clusters(value.value).length, origin);
}

function lookup([map, name, fallback, more]: readonly Node[], { origin }: FunctionCall): Node {
  const found = map?.kind === 'mapping' || map?.kind === 'unknown' ? map.entries?.get(textOf(name)) : undefined;
  if (map?.kind === 'unknown') return found?.value ?? unknownBecause(map, origin);
  if (map?.kind !== 'mapping' || more) return failure('the first argument is no map', origin);
  const type = typeOf(map);
  const element = typeof type === 'object' && type.kind === 'map' ? type.element : 'any';
  const other = fallback ? convert(fallback, element) : undefined;
  if (other?.kind === 'unknown' && other.isError) return other;
  return found?.value ?? other ?? failure('the key is not in the map, and there is no default', origin);
}

function matchKeys([list, names, wanted]: readonly Node[], { origin }: FunctionCall): Node {
  const [items, keysOfItems] = [itemsOf(list), itemsOf(names).map(textOf)];
  if (items.length !== keysOfItems.length) return failure('there is another number of keys than of values', origin);
  const search = new Set(itemsOf(wanted).map(textOf));
  return sequence(
    items.filter((_, index) => search.has(keysOfItems[index] ?? '')),
    origin,
    'list',
  );
}

/** Later arguments win, so that what comes after the last unknown one is certain. */
function merge(args: readonly Node[], { origin }: FunctionCall): Node {
  const entries = new Map<string, Entry>();
  let cause: UnknownNode | undefined;
  for (const arg of args) {
    if (arg.kind === 'unknown') {
      cause = arg;
      entries.clear();
    } else if (arg.kind !== 'mapping' && !isNull(arg)) return failure('an argument is no map', origin);
    if (arg.kind === 'scalar' || arg.kind === 'sequence') continue;
    for (const [name, entry] of arg.entries ?? []) {
      entries.delete(name);
      entries.set(name, entry);
    }
  }
  if (cause) return { ...unknownBecause(cause, origin), entries };
  const types = args.filter((arg) => !isNull(arg)).map(typeOf);
  const [first] = types;
  const isMap = typeof first === 'object' && first.kind === 'map' && types.every((type) => isSameType(type, first));
  return mapping(entries, origin, isMap ? 'map' : undefined);
}

function transpose([map]: readonly Node[], { origin }: FunctionCall): Node {
  const transposed = new Map<string, Node[]>();
  for (const [name, { key, value }] of map?.kind === 'mapping' ? map.entries : []) {
    for (const item of itemsOf(value)) {
      const names = transposed.get(textOf(item)) ?? [];
      names.push(scalar(name, key));
      transposed.set(textOf(item), names);
    }
  }
  const entries = Array.from(transposed, ([name, names]): [string, Entry] => {
    return [name, { key: origin, value: sequence(distinctSorted(names), origin, 'list') }];
  });
  return mapping(new Map(entries), origin, 'map');
}

function zipMap([names, list]: readonly Node[], { origin }: FunctionCall): Node {
  const [keyNodes, items] = [itemsOf(names), itemsOf(list)];
  if (list?.kind !== 'sequence' || list.collection === 'set' || keyNodes.length !== items.length) {
    return failure('there is another number of keys than of values', origin);
  }
  const entries = new Map<string, Entry>();
  for (const [index, key] of keyNodes.entries()) {
    const value = items[index];
    if (value) entries.set(textOf(key), { key: key.origin, value });
  }
  return mapping(entries, origin, list.collection ? 'map' : undefined);
}
