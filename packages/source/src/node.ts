import type { Origin } from './origin.ts';
import type { TextPiece } from './text-piece.ts';

/**
 * Structured data that remembers where each part was written: what YAML, JSON and HCL all become, and what rendering
 * rewrites. Nodes may be shared (YAML aliases make a graph without cycles), so never walk one without a budget.
 */
export type Node = MappingNode | SequenceNode | ScalarNode | UnknownNode;

export interface MappingNode {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Entry>;
  /** Set where Terraform calls it a map, whose values have one type, and not an object. */
  readonly collection?: 'map';
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
  /** Set where Terraform calls it a list or a set, whose items have one type, and not a tuple. */
  readonly collection?: 'list' | 'set';
  readonly origin: Origin;
}

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** How the scalar was written, where that differs from `String(value)`: `0755`, `1e3`, `~`. */
  readonly written?: string;
  /** Where the stretches of a text were written, where it was put together or read from a file. */
  readonly pieces?: readonly TextPiece[];
  /** The data that a text was encoded from: better than the text, because it knows its places. */
  readonly encodes?: Node;
  readonly origin: Origin;
}

/** Something the files alone do not decide: a template, a variable without a default, a remote reference. */
export interface UnknownNode {
  readonly kind: 'unknown';
  readonly why: string;
  /** Text that the value certainly begins with. */
  readonly prefix?: string;
  /** Entries that the value certainly has: it is a mapping, with others perhaps. */
  readonly entries?: ReadonlyMap<string, Entry>;
  /** The data that the text is certainly encoded from, itself unknown in parts. */
  readonly encodes?: Node;
  /** Set where the value is secret: it was known, and was dropped so that nothing can print it. */
  readonly isSensitive?: true;
  /** Set where the value does not exist, because whoever computes it refuses: `why` says the error. */
  readonly isError?: true;
  readonly origin: Origin;
}

/** The node at a path of keys and indices, or undefined where the path leaves what is written. */
export function nodeAt(node: Node, path: readonly (string | number)[]): Node | undefined {
  let here: Node | undefined = node;
  for (const step of path) {
    if (here?.kind === 'unknown') {
      const certain: Entry | undefined = typeof step === 'string' ? here.entries?.get(step) : undefined;
      if (!certain) return here;
      here = certain.value;
    } else if (typeof step === 'number') here = here?.kind === 'sequence' ? here.items[step] : undefined;
    else here = here?.kind === 'mapping' ? here.entries.get(step)?.value : undefined;
  }
  return here;
}
