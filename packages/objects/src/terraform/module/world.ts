import type { Scope } from '@backlint/hcl/evaluate/scope';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { SourceTree } from '@backlint/source/source-tree';
import type { UnknownObjects } from '../../unknown-objects.ts';
import type { Declarations } from './declarations.ts';

/** What all modules under one root module share. */
export interface World {
  readonly tree: SourceTree;
  /** The directory that Terraform runs in. */
  readonly root: string;
  readonly modules: ReadonlyMap<string, Declarations>;
  /** Reads files and counts steps, and knows no names. */
  readonly nameless: Scope;
  /** The files that functions asked for, so far. */
  readonly read: ReadonlySet<string>;
  /** How many more module and resource instances there may be. */
  readonly left: { modules: number; resources: number };
  readonly diagnostics: Diagnostic[];
  readonly unknown: UnknownObjects[];
}
