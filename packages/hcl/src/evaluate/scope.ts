import type { Node } from '@backlint/source/node';
import type { Range } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import type { SourceTree } from '@backlint/source/source-tree';
import type { Budget } from './budget.ts';

/** What an expression can refer to and read, and how much work it may be. */
export interface Scope {
  /** The value that a reference begins with; undefined where nothing is declared under its name. */
  resolve(reference: Reference): Resolved | undefined;
  /** Where functions such as `file` read; without it, what they return is unknown. */
  readonly files?: Files;
  /** Set inside a template file, which cannot fill in another. */
  readonly isTemplate?: boolean;
  readonly budget: Budget;
}

/** The beginning of a reference: `var.a.b[0]` has the root `var` and the names `a` and `b`. */
export interface Reference {
  readonly root: string;
  readonly names: readonly string[];
  readonly range: Range;
}

/** A value, and how many of a reference's names lead to it: one for `var.a.b`, two for `module.a.b`. */
export interface Resolved {
  readonly node: Node;
  readonly used: number;
}

/** The files that functions may read: those of the repository and no others. */
export interface Files {
  readonly tree: SourceTree;
  /** The folder that relative paths start from: that of the root module, which Terraform runs in. */
  readonly directory: string;
  /** Reads the one document of a YAML text, and answers unknown where it cannot. */
  readYaml(file: SourceFile): Node;
}
