import type { Origin } from './origin.ts';

/**
 * Structured data that remembers where each part was written: what YAML, JSON and HCL all become, and what rendering
 * rewrites. Nodes may be shared (YAML aliases make a graph without cycles), so never walk one without a budget.
 */
export type Node = MappingNode | SequenceNode | ScalarNode | UnknownNode;

export interface MappingNode {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly origin: Origin;
}

/** A key with its place, and the node under it. */
export interface Entry {
  readonly key: Origin;
  readonly value: Node;
}

export interface SequenceNode {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
  readonly origin: Origin;
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** How the scalar was written, where that differs from `String(value)`: `0755`, `1e3`, `~`. */
  readonly written?: string;
  readonly origin: Origin;
}

/** Something the files alone do not decide: a template, a variable without a default, a remote reference. */
export interface UnknownNode {
  readonly kind: 'unknown';
  readonly why: string;
  /** Text that the value certainly begins with. */
  readonly prefix?: string;
  readonly origin: Origin;
}

/** The node at a path of keys and indices, or undefined where the path leaves what is written. */
export function nodeAt(node: Node, path: readonly (string | number)[]): Node | undefined {
  let here: Node | undefined = node;
  for (const step of path) {
    if (here?.kind === 'unknown') return here;
    if (typeof step === 'number') here = here?.kind === 'sequence' ? here.items[step] : undefined;
    else here = here?.kind === 'mapping' ? here.entries.get(step)?.value : undefined;
  }
  return here;
}
