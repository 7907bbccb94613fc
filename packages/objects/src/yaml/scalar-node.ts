import type { Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { ParsedNode, Scalar } from 'yaml';
import { isScalar } from 'yaml';
import { plainScalarDoubt, plainScalarValue } from './plain-scalar.ts';

const core = 'tag:yaml.org,2002:';

/** What the values of a tag may be; the tag holds for quoted text too. */
const typed: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  [`${core}bool`, (value) => typeof value === 'boolean'],
  [`${core}int`, (value) => Number.isInteger(value)],
  [`${core}float`, (value) => typeof value === 'number'],
  [`${core}null`, (value) => value === null],
]);

/**
 * A scalar as Kubernetes reads it. Quoted and block scalars are text, plain ones what they look like, and tags that only
 * other programs know are ignored; what the tools of Kubernetes disagree about is unknown.
 */
export function scalarNode({ source, type, tag }: Scalar.Parsed, origin: Origin): Node {
  if (tag === `${core}binary`) return decoded(source, origin);
  const isExpected = tag === undefined ? undefined : typed.get(tag);
  if (!isExpected && (tag !== undefined || type !== 'PLAIN')) return { kind: 'scalar', value: source, origin };
  const node = plainNode(source, origin);
  const isOther = node.kind === 'scalar' && isExpected && !isExpected(node.value);
  return isOther ? { kind: 'unknown', why: 'it is not what its tag says', origin } : node;
}

/** A scalar without quotes or tag. */
export function plainNode(text: string, origin: Origin): Node {
  const why = plainScalarDoubt(text);
  if (why !== undefined) return { kind: 'unknown', why, origin };
  const value = plainScalarValue(text);
  return String(value) === text ? { kind: 'scalar', value, origin } : { kind: 'scalar', value, written: text, origin };
}

/** Whether a key is the `<<` that merges mappings, not text in quotes. */
export function isMergeKey(key: ParsedNode): boolean {
  if (!isScalar(key) || key.source !== '<<') return false;
  return key.tag === undefined ? key.type === 'PLAIN' : key.tag === `${core}merge`;
}

/** Whether a key is null, which no JSON object can have. */
export function isNullKey({ source, type, tag }: Scalar.Parsed): boolean {
  return tag === undefined ? type === 'PLAIN' && plainScalarValue(source) === null : tag === `${core}null`;
}

function decoded(source: string, origin: Origin): Node {
  const value = Buffer.from(source, 'base64').toString('utf8');
  const isText = /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(source) && !value.includes('\uFFFD');
  return isText ? { kind: 'scalar', value, origin } : { kind: 'unknown', why: 'it is binary data', origin };
}
