import type { Node, ScalarNode } from '@backlint/source/node';
import { originChain } from '@backlint/source/origin';
import { citation, startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import { compareText } from '@backlint/source/source-tree';
import { asciiEscapes } from './ascii-escapes.ts';
import { placesOf, type Rendered, type RenderedObject } from './rendered.ts';

interface JsonOptions {
  /** Adds where each value was written, by its JSON Pointer. */
  readonly provenance: boolean;
}

/**
 * Objects as a JSON list, each as `object` beside where it is from and what deploys it. What is not known of it is null
 * there, and explained in `unknown` by its JSON Pointer; objects that are not known at all come last, without `object`.
 */
export function renderJson({ objects, unknown }: Rendered, options: JsonOptions): string {
  const rest = unknown.map(({ what, why, origin }) => ({ what, why, at: placeOf(origin.range) }));
  return `${asciiEscapes(JSON.stringify([...objects.map((object) => entryOf(object, options)), ...rest], null, 2))}\n`;
}

function entryOf({ root, at, deployment }: RenderedObject, { provenance }: JsonOptions) {
  const notes: Notes = { unknown: {}, provenance: {} };
  const object = jsonOf(root, '', notes);
  return {
    object,
    at: placeOf(at),
    ...(deployment
      ? {
          deployment: {
            kind: deployment.kind,
            title: deployment.title,
            path: deployment.path,
            environment: deployment.environment,
            ...(deployment.suspended ? { suspended: citation(deployment.suspended.range) } : {}),
            ...(deployment.dormant === undefined ? {} : { dormant: deployment.dormant }),
          },
        }
      : {}),
    ...(Object.keys(notes.unknown).length > 0 ? { unknown: notes.unknown } : {}),
    ...(provenance ? { provenance: notes.provenance } : {}),
  };
}

interface Notes {
  readonly unknown: Record<string, { readonly why: string; readonly prefix?: string }>;
  readonly provenance: Record<string, readonly string[]>;
}

function jsonOf(node: Node, pointer: string, notes: Notes): unknown {
  if (node.kind === 'unknown') {
    const { why, prefix, entries } = node;
    notes.unknown[pointer] = { why, ...(prefix === undefined ? {} : { prefix }) };
    if (entries && entries.size > 0) return fieldsOf(entries, pointer, notes);
  }
  if (node.kind === 'sequence' && node.items.length > 0) {
    return node.items.map((item, index) => jsonOf(item, `${pointer}/${index}`, notes));
  }
  if (node.kind === 'mapping' && node.entries.size > 0) return fieldsOf(node.entries, pointer, notes);
  notes.provenance[pointer] = placesOf(originChain(node.origin));
  if (node.kind === 'scalar') return scalarOf(node);
  return node.kind === 'unknown' ? null : node.kind === 'sequence' ? [] : {};
}

function fieldsOf(entries: ReadonlyMap<string, { readonly value: Node }>, pointer: string, notes: Notes): unknown {
  const sorted = [...entries].sort(([left], [right]) => compareText(left, right));
  // Made so that a key called __proto__ is one like any other.
  return Object.fromEntries(
    sorted.map(([key, { value }]) => [key, jsonOf(value, `${pointer}/${escaped(key)}`, notes)]),
  );
}

/** JSON has no infinities. */
function scalarOf({ value }: ScalarNode): ScalarNode['value'] {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function placeOf(range: Range) {
  return { path: range.file.path, line: startPosition(range).line };
}
