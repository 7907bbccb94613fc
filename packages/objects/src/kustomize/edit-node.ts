import type { Entry, MappingNode, Node, ScalarNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';

/** The mapping with one entry set, at its old place or at the end; undefined takes it out. */
export function withEntry(node: MappingNode, key: string, value: Node | undefined, at?: Origin): MappingNode {
  const entries = new Map<string, Entry>(node.entries);
  if (value === undefined) entries.delete(key);
  else entries.set(key, { key: entries.get(key)?.key ?? at ?? value.origin, value });
  return { ...node, entries };
}

/** The mapping with a value deep inside it changed; mappings on the way are made where they are missing. */
export function withValueAt(
  node: MappingNode,
  path: readonly string[],
  change: (old: Node | undefined) => Node | undefined,
  at: Origin,
): MappingNode {
  const [key, ...rest] = path;
  if (key === undefined) return node;
  const old = node.entries.get(key)?.value;
  if (rest.length === 0) {
    const value = change(old);
    return value === old ? node : withEntry(node, key, value, at);
  }
  if (old !== undefined && old.kind !== 'mapping' && !(old.kind === 'scalar' && old.value === null)) return node;
  const inner: MappingNode = old?.kind === 'mapping' ? old : { kind: 'mapping', entries: new Map(), origin: at };
  const value = withValueAt(inner, rest, change, at);
  return value === inner ? node : withEntry(node, key, value, at);
}

/** Text that a transformer writes at a place, over what was there. */
export function textOver(value: string, by: Origin, old: Node | undefined): ScalarNode {
  return { kind: 'scalar', value, origin: originOver(by, old) };
}

/** The place that wrote a value, with the place it replaced behind it. */
export function originOver(by: Origin, old: Node | undefined): Origin {
  if (!old || old.origin === by) return by;
  return by.via ? by : { range: by.range, via: old.origin };
}
