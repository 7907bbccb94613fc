import type { Range } from './range.ts';

/**
 * Something wrong with the text itself (not with the backups it describes), found while reading it. A diagnostic means
 * that something was not seen, so a check with diagnostics never passes as if all had been read.
 */
export interface Diagnostic {
  /** A stable kebab-case code, such as `yaml-syntax` or `limit-depth`. */
  readonly code: string;
  /** What is wrong and what to do about it, without quoting the text: it may hold secrets. */
  readonly message: string;
  readonly at: Range;
}

/** What every reading stage returns: all it could make of its input, and what it could not. */
export interface Read<T> {
  readonly result: T;
  readonly diagnostics: readonly Diagnostic[];
}
