import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { isReasonable, parseDecimal } from '../evaluate/decimal.ts';
import { failure, isNull, mapping, numberNode, numberText, sequence, unknownIn } from '../evaluate/nodes.ts';
import { canonical, compareElements } from './canonical.ts';
import type { AttributeType, Type } from './type.ts';
import { typeName } from './type.ts';
import { typeOf } from './type-of.ts';
import { unify } from './unify.ts';

/**
 * A value converted to a type as Terraform does for arguments and variables, filling in what `optional` attributes
 * leave out. An error where it does not go; what is unknown stays so.
 */
export function convert(node: Node, type: Type): Node {
  if (type === 'any' || node.kind === 'unknown' || isNull(node)) return node;
  if (typeof type === 'string') return convertScalar(node, type);
  switch (type.kind) {
    case 'list':
      return node.kind === 'sequence' ? toCollection(node, type.element, 'list') : mismatch(node, type);
    case 'set':
      return node.kind === 'sequence' ? toCollection(node, type.element, 'set') : mismatch(node, type);
    case 'map':
      return node.kind === 'mapping' ? toMap(node, type.element) : mismatch(node, type);
    case 'tuple':
      return node.kind === 'sequence' ? toTuple(node, type.items) : mismatch(node, type);
    case 'object':
      return node.kind === 'mapping' ? toObject(node, type.attributes) : mismatch(node, type);
  }
}

function mismatch(node: Node, type: Type): Node {
  return failure(`${typeName(type)} is needed`, node.origin);
}

function convertScalar(node: Node, type: 'string' | 'number' | 'bool'): Node {
  if (node.kind !== 'scalar') return mismatch(node, type);
  const { value, origin } = node;
  switch (type) {
    case 'string':
      return typeof value === 'string' ? node : { kind: 'scalar', value: scalarText(node), origin };
    case 'number':
      return typeof value === 'number' ? node : toNumber(node);
    case 'bool':
      return typeof value === 'boolean' ? node : toBoolean(node);
  }
}

/** The text that a scalar becomes in a template. */
function scalarText(node: ScalarNode): string {
  return typeof node.value === 'number' ? numberText(node) : String(node.value);
}

function toNumber(node: ScalarNode): Node {
  const { value, origin } = node;
  const number = typeof value === 'string' && value.length <= 400 ? parseDecimal(value) : undefined;
  return number && isReasonable(number) ? numberNode(number, origin) : mismatch(node, 'number');
}

const booleans = new Map<unknown, boolean>([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function toBoolean(node: ScalarNode): Node {
  const value = booleans.get(node.value);
  return value === undefined ? mismatch(node, 'bool') : { kind: 'scalar', value, origin: node.origin };
}

function toCollection(node: SequenceNode, element: Type, collection: 'list' | 'set'): Node {
  const settled = settle(element, node.items);
  if (settled === undefined) return failure(`all elements of a ${collection} must have one type`, node.origin);
  const items = node.items.map((item) => convert(item, settled));
  const wrong = items.find(isFailure);
  if (wrong) return wrong;
  return sequence(collection === 'set' ? distinctSorted(items) : items, node.origin, collection);
}

function toMap(node: MappingNode, element: Type): Node {
  const settled = settle(
    element,
    Array.from(node.entries.values(), ({ value }) => value),
  );
  if (settled === undefined) return failure('all values of a map must have one type', node.origin);
  const entries = new Map<string, Entry>();
  for (const [name, { key, value }] of node.entries) {
    const converted = convert(value, settled);
    if (isFailure(converted)) return converted;
    entries.set(name, { key, value: converted });
  }
  return mapping(entries, node.origin, 'map');
}

function toTuple(node: SequenceNode, types: readonly Type[]): Node {
  if (node.items.length !== types.length) return failure(`${types.length} elements are needed`, node.origin);
  const items = node.items.map((item, index) => convert(item, types[index] ?? 'any'));
  return items.find(isFailure) ?? sequence(items, node.origin);
}

/** Attributes that the type does not have are dropped. */
function toObject(node: MappingNode, attributes: ReadonlyMap<string, AttributeType>): Node {
  const entries = new Map<string, Entry>();
  for (const [name, attribute] of attributes) {
    const written = node.entries.get(name);
    const entry =
      written && !(attribute.fallback && isNull(written.value)) ? written : omitted(attribute, written, node.origin);
    if (!entry) return failure(`the attribute ${name} is missing`, node.origin);
    const value = convert(entry.value, attribute.type);
    if (isFailure(value)) return value;
    entries.set(name, { key: entry.key, value });
  }
  return mapping(entries, node.origin);
}

/** What an attribute that is left out becomes; its place is the default, or the object where one would write it. */
function omitted(
  { isOptional, fallback }: AttributeType,
  written: Entry | undefined,
  origin: Origin,
): Entry | undefined {
  if (!isOptional) return undefined;
  const value = fallback ?? { kind: 'scalar', value: null, origin };
  return { key: written?.key ?? value.origin, value };
}

function settle(element: Type, parts: readonly Node[]): Type | undefined {
  return element === 'any' ? unify(parts.map(typeOf)) : element;
}

function isFailure(node: Node): boolean {
  return node.kind === 'unknown' && node.isError === true;
}

/** What a set keeps of some elements. */
export function distinctSorted(items: readonly Node[]): readonly Node[] {
  return [...distinct(items)].sort(compareElements);
}

/** Each value once, in the order of its first place. Unknown ones may be equal to others, and are all kept. */
export function distinct(items: readonly Node[]): readonly Node[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (unknownIn(item)) return true;
    const key = canonical(item);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
