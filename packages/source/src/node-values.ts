import { type MappingNode, type Node, nodeAt } from './node.ts';
import type { Origin } from './origin.ts';
import type { Value } from './value.ts';

/** A path of mapping keys and sequence indices inside a node. */
export type Path = readonly (string | number)[];

/** The text at a path. A number or boolean there is unknown: the platform would refuse or convert it. */
export function stringAt(node: Node, ...path: Path): Value<string> {
  return valueAt(node, path, 'text', (value) => typeof value === 'string');
}

/** The boolean at a path. */
export function booleanAt(node: Node, ...path: Path): Value<boolean> {
  return valueAt(node, path, 'true or false', (value) => typeof value === 'boolean');
}

/** The number at a path. */
export function numberAt(node: Node, ...path: Path): Value<number> {
  return valueAt(node, path, 'a number', (value) => typeof value === 'number');
}

/** The mapping at a path, if one is written there. */
export function mappingAt(node: Node, ...path: Path): MappingNode | undefined {
  const found = nodeAt(node, path);
  return found?.kind === 'mapping' ? found : undefined;
}

/** The items of the sequence at a path; nothing where there is no sequence. */
export function itemsAt(node: Node, ...path: Path): readonly Node[] {
  const found = nodeAt(node, path);
  return found?.kind === 'sequence' ? found.items : [];
}

/** Whether anything, known or not, is written at a path. `null` counts as nothing, as it does for the API server. */
export function isWritten(node: Node, ...path: Path): boolean {
  const found = nodeAt(node, path);
  return found !== undefined && !(found.kind === 'scalar' && found.value === null);
}

/** The place of the key at a path, or the nearest place where one would write it. */
export function originAt(node: Node, path: Path): Origin {
  for (let length = path.length; length > 0; length--) {
    const parent = nodeAt(node, path.slice(0, length - 1));
    const step = path[length - 1];
    if (parent?.kind === 'mapping' && typeof step === 'string') {
      const entry = parent.entries.get(step);
      if (entry) return entry.key;
    }
    if (parent?.kind === 'sequence' && typeof step === 'number') {
      const item = parent.items[step];
      if (item) return item.origin;
    }
  }
  return node.origin;
}

function valueAt<T extends string | number | boolean>(
  node: Node,
  path: Path,
  expected: string,
  isExpected: (value: unknown) => value is T,
): Value<T> {
  const found = nodeAt(node, path);
  if (!found || (found.kind === 'scalar' && found.value === null)) {
    return { kind: 'absent', origin: originAt(node, path) };
  }
  const { origin } = found;
  if (found.kind === 'unknown') {
    const { why, prefix } = found;
    return { kind: 'unknown', why, origin, ...(prefix === undefined ? {} : { prefix }) };
  }
  if (found.kind === 'scalar' && isExpected(found.value)) return { kind: 'written', value: found.value, origin };
  return { kind: 'unknown', why: `it is not ${expected}`, origin };
}
