import type { Node, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { convert } from '../types/convert.ts';
import { failure, isNull, unknownBecause } from './nodes.ts';

/** The attribute of an object or the value of a map: `node.name`. */
export function namedOf(node: Node, name: string, origin: Origin): Node {
  if (node.kind === 'unknown') return node.entries?.get(name)?.value ?? partOfUnknown(node);
  if (node.kind !== 'mapping')
    return failure(isNull(node) ? 'the value is null' : `nothing in it is named ${name}`, origin);
  return node.entries.get(name)?.value ?? failure(`nothing in it is named ${name}`, origin);
}

/** The element at an index or a key: `node[key]`. */
export function elementOf(node: Node, key: Node, origin: Origin): Node {
  if (isNull(node)) return failure('the value is null', origin);
  if (isNull(key)) return failure('the index is null', origin);
  if (node.kind === 'scalar') return failure('it has no elements', origin);
  if (key.kind === 'unknown') return unknownBecause(key, origin);
  if (node.kind === 'sequence') return itemOf(node, key, origin);
  const name = convert(key, 'string');
  if (name.kind !== 'scalar') return failure('the key is not text', origin);
  return namedOf(node, String(name.value), origin);
}

function itemOf({ items, collection }: Node & { kind: 'sequence' }, key: Node, origin: Origin): Node {
  if (collection === 'set') return failure('the elements of a set have no index', origin);
  const index = convert(key, 'number');
  if (index.kind !== 'scalar' || !Number.isInteger(index.value)) return failure('the index is no whole number', origin);
  return items[Number(index.value)] ?? failure(`there is no element ${index.value}`, origin);
}

/** A part of an unknown value is as unknown, but nothing that is known of the whole holds for it. */
function partOfUnknown({ why, origin, isSensitive, isError }: UnknownNode): Node {
  return {
    kind: 'unknown',
    why,
    ...(isSensitive ? { isSensitive } : {}),
    ...(isError ? { isError } : {}),
    origin,
  };
}
