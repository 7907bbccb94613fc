import type { ChangedFile } from '@backlint/review/diff/changed-file';
import type { PullRequest } from '@backlint/review/pull-request';
import type { GrantedWaiver } from 'backlint/granted-waivers';
import type { ScaffoldKind } from 'backlint/scaffold/scaffold-kind';

/** What the engine is asked: two commits as lists of files whose contents come beside it, and what is said of them. */
export interface Question {
  /** ISO 8601; the engine has no clock. */
  readonly now: string;
  readonly base: readonly TreeFile[];
  readonly head: readonly TreeFile[];
  /** The files of the base branch's tip that may hold the configuration. */
  readonly configuration: readonly TreeFile[];
  readonly files: readonly ChangedFile[];
  readonly pullRequest: PullRequest;
  /** What of the change could not be looked at, in sentences. */
  readonly unseen: readonly string[];
  readonly granted: readonly GrantedWaiver[];
  readonly headCommit: string;
  readonly stamp: string;
  /** What somebody asks for besides the review. */
  readonly wishes: readonly Wish[];
}

/** A file of a commit; its contents are known by `id`. */
export interface TreeFile {
  readonly path: string;
  readonly id: string;
  /** In bytes. */
  readonly size: number;
}

/** Something made from the files of the head. */
export type Wish =
  /** A patch with the safe fixes of what the change brings and touches. */
  | { readonly kind: 'fix' }
  | { readonly kind: 'scaffold'; readonly what: ScaffoldKind; readonly for: string; readonly as: 'yaml' | 'terraform' };

/** The contents of files, by their ids. An id that is not there can be asked for, unless it is null: then it never will be. */
export type Contents = ReadonlyMap<string, Uint8Array | null>;
