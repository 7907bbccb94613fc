import type { Range } from '@backlint/source/range';

/** A person's decision not to be told of a finding again: by a comment, an annotation, or a waiver in the configuration. */
export interface Ignore {
  readonly by: 'comment' | 'annotation' | 'waiver';
  readonly rules: readonly string[];
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD` in UTC; for ever where it is not set. */
  readonly until?: string;
  readonly approver?: string;
  readonly at: Range;
  /** What it is about: the lines of a file, the address of an object, or the name of one as people write it. */
  readonly scope: LineScope | AddressScope | ObjectScope;
}

export interface LineScope {
  readonly kind: 'lines';
  readonly path: string;
  /** One-based, both included. */
  readonly first: number;
  readonly last: number;
}

export interface AddressScope {
  readonly kind: 'address';
  readonly address: string;
}

export interface ObjectScope {
  readonly kind: 'object';
  /** An address or a title, such as `Cluster shop/orders`; `*` stands for any part of a name. */
  readonly pattern: string;
}

/** An ignore that cannot be obeyed as it is written. */
export interface MalformedIgnore {
  readonly why: string;
  readonly at: Range;
}
