import type { Entry, MappingNode, Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';

/** No values at all. */
export function noValues(origin: Origin): MappingNode {
  return { kind: 'mapping', entries: new Map(), origin };
}

/**
 * Values over others, as Flux and Helm merge them: mappings key by key, all else is replaced, and null stays, because it
 * takes a default of the chart away. Over what is not known only the values above are certain.
 */
export function mergeValues(below: Node, above: Node): Node {
  if (above.kind !== 'mapping' || (below.kind !== 'mapping' && below.kind !== 'unknown')) return above;
  const entries = new Map<string, Entry>(below.entries);
  for (const [name, entry] of above.entries) {
    const before = entries.get(name);
    const inside = below.kind === 'unknown' && !before ? overUnknown(entry.value, below) : entry.value;
    entries.set(name, { key: entry.key, value: before ? mergeValues(before.value, entry.value) : inside });
  }
  return { ...below, entries };
}

/** A mapping over something that may hold a mapping under the same key. */
function overUnknown(above: Node, { why, origin }: Extract<Node, { readonly kind: 'unknown' }>): Node {
  return above.kind === 'mapping' ? mergeValues({ kind: 'unknown', why, origin }, above) : above;
}

/** Values with one of them set by its path, as `--set path=value` does; undefined for a path that goes into a list. */
export function withValueSet(values: Node, path: string, value: Node): Node | undefined {
  if (/[[\]{}]/.test(path)) return undefined;
  const steps = (path.match(/(?:\\.|[^.\\])+/g) ?? []).map((step) => step.replace(/\\(.)/g, '$1'));
  if (steps.length === 0) return undefined;
  const nested = steps.reduceRight<Node>(
    (inside, step) => ({
      kind: 'mapping',
      entries: new Map([[step, { key: value.origin, value: inside }]]),
      origin: value.origin,
    }),
    value,
  );
  return mergeValues(values, nested);
}

/** What a text means where values are set one by one: true, false, null and whole numbers are no text. */
export function setText(text: string, origin: Origin): Node {
  const quoted = /^'([\s\S]*)'$|^"([\s\S]*)"$/.exec(text);
  if (quoted) return { kind: 'scalar', value: quoted[1] ?? quoted[2] ?? '', origin };
  if (text === 'true' || text === 'false') return { kind: 'scalar', value: text === 'true', origin };
  if (text === 'null') return { kind: 'scalar', value: null, origin };
  const isNumber = /^(?:0|-?[1-9]\d{0,14})$/.test(text);
  return { kind: 'scalar', value: isNumber ? Number(text) : text, origin };
}
