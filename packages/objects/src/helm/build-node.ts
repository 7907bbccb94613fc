import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';

/** A scalar that a chart's template writes, pointing at the value that decides it. */
export function scalar(value: string | number | boolean, origin: Origin): ScalarNode {
  return { kind: 'scalar', value, origin };
}

/** A mapping that a chart's template writes; fields without a node are left out, as `{{- with }}` does. */
export function mapping(origin: Origin, fields: Readonly<Record<string, Node | undefined>>): MappingNode {
  const entries = new Map<string, Entry>();
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) entries.set(key, { key: value.origin, value });
  }
  return { kind: 'mapping', entries, origin };
}

/** A list that a chart's template writes. */
export function sequence(origin: Origin, items: readonly Node[]): SequenceNode {
  return { kind: 'sequence', items, origin };
}
