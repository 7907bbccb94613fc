import type { Entry, MappingNode, Node, ScalarNode, SequenceNode, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { limits } from '../limits.ts';
import { type Decimal, decimalOf, isReasonable, numberOf, parseDecimal, printDecimal } from './decimal.ts';

/** A text, boolean or null. */
export function scalar(value: string | boolean | null, origin: Origin): Node {
  if (typeof value === 'string' && value.length > limits.textLength) return tooLong(origin);
  return { kind: 'scalar', value, origin };
}

/** A number, with its digits where JavaScript does not have as many. */
export function numberNode(value: Decimal, origin: Origin): Node {
  if (!isReasonable(value)) return failure('the number is too large or too small', origin);
  const number = numberOf(value);
  const digits = printDecimal(value);
  const printed = decimalOf(number);
  const isExact = printed && printDecimal(printed) === digits;
  return { kind: 'scalar', value: number, ...(isExact ? {} : { written: digits }), origin };
}

export function integerNode(value: number, origin: Origin): Node {
  return { kind: 'scalar', value, origin };
}

/** The exact value of a number node. What was written says it, unless it has another base: `0755`. */
export function decimalIn({ value, written }: ScalarNode): Decimal | undefined {
  if (typeof value !== 'number') return undefined;
  const exact = written === undefined ? undefined : parseDecimal(written);
  return exact && numberOf(exact) === value ? exact : decimalOf(value);
}

/** A list, set or tuple; unknown where it would be too large. */
export function sequence(items: readonly Node[], origin: Origin, collection?: SequenceNode['collection']): Node {
  if (items.length > limits.collectionSize) return tooLarge(origin);
  return { kind: 'sequence', items, ...(collection ? { collection } : {}), origin };
}

/** A map or object; unknown where it would be too large. */
export function mapping(
  entries: ReadonlyMap<string, Entry>,
  origin: Origin,
  collection?: MappingNode['collection'],
): Node {
  if (entries.size > limits.collectionSize) return tooLarge(origin);
  return { kind: 'mapping', entries, ...(collection ? { collection } : {}), origin };
}

/** A value that cannot be known. */
export function unknown(why: string, origin: Origin, more: Partial<UnknownNode> = {}): UnknownNode {
  return { ...more, kind: 'unknown', why, origin };
}

/** A value that does not exist, because Terraform refuses to compute it. */
export function failure(why: string, origin: Origin): UnknownNode {
  return { kind: 'unknown', why: `Terraform refuses it: ${why}`, isError: true, origin };
}

/** A value that cannot be known because another is unknown, computed at an origin from that one. */
export function unknownBecause(cause: UnknownNode, origin: Origin, prefix = ''): UnknownNode {
  const { why, isSensitive, isError } = cause;
  return {
    kind: 'unknown',
    why,
    ...(prefix === '' ? {} : { prefix: prefix.slice(0, limits.prefixLength) }),
    ...(isSensitive ? { isSensitive } : {}),
    ...(isError ? { isError } : {}),
    origin: { range: origin.range, via: cause.origin },
  };
}

/** A secret: it is dropped here and now, so that nothing downstream can print it or anything computed from it. */
export function secret(origin: Origin): UnknownNode {
  return { kind: 'unknown', why: 'it is sensitive', isSensitive: true, origin };
}

export function tooLong(origin: Origin): UnknownNode {
  return unknown(`the text is longer than ${limits.textLength} characters`, origin);
}

export function tooLarge(origin: Origin): UnknownNode {
  return unknown(`it has more than ${limits.collectionSize} elements`, origin);
}

export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** The first unknown in a value, itself included. */
export function unknownIn(node: Node): UnknownNode | undefined {
  if (node.kind === 'unknown') return node;
  if (node.kind === 'scalar') return undefined;
  const parts = node.kind === 'sequence' ? node.items : Array.from(node.entries.values(), ({ value }) => value);
  for (const part of parts) {
    const found = unknownIn(part);
    if (found) return found;
  }
  return undefined;
}

/** How many nodes a value has, itself included. */
export function sizeOf(node: Node): number {
  if (node.kind === 'sequence') return node.items.reduce((size, item) => size + sizeOf(item), 1);
  if (node.kind !== 'mapping') return 1;
  let size = 1;
  for (const { value } of node.entries.values()) size += sizeOf(value);
  return size;
}

/** The entries of a mapping in the order in which Terraform goes through them. */
export function sortedEntries(entries: ReadonlyMap<string, Entry>): readonly (readonly [string, Entry])[] {
  return [...entries].sort(([left], [right]) => compareBytes(left, right));
}

/** Orders text as Go does, by its bytes in UTF-8, which is by code point. */
export function compareBytes(left: string, right: string): number {
  const end = Math.min(left.length, right.length);
  for (let at = 0; at < end; at++) {
    const difference = rank(left.charCodeAt(at)) - rank(right.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all others. */
function rank(code: number): number {
  return code >= 0xd800 && code <= 0xdfff ? code + 0x10000 : code;
}

/** A number as Terraform prints it. */
export function numberText(node: ScalarNode): string {
  const value = decimalIn(node);
  return value ? printDecimal(value) : String(node.value);
}
