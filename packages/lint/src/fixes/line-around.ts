import { lineStarts, startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import type { EntryStyle } from './new-entries.ts';

/** The line of a range: what stands on it before and after, and where it ends. */
export interface LineAround {
  readonly start: number;
  readonly before: string;
  readonly after: string;
  /** Where the line ends, before its line break. */
  readonly end: number;
  /** The line break to write further lines with. */
  readonly newline: string;
}

/** Looks around a range that lies on one line; undefined where it goes over several. */
export function lineAround({ file, start, end }: Range): LineAround | undefined {
  const lineStart = lineStarts(file)[startPosition({ file, start, end }).line - 1] ?? 0;
  if (file.text.slice(start, end).includes('\n')) return undefined;
  const after = /^[^\r\n]*/.exec(file.text.slice(end))?.[0] ?? '';
  const lineEnd = end + after.length;
  const isLast = !file.text.includes('\n', lineEnd);
  const newline = (isLast ? file.text.slice(0, lineEnd) : file.text.slice(lineEnd, lineEnd + 2)).includes('\r\n')
    ? '\r\n'
    : '\n';
  // A byte order mark is no part of what stands on the first line.
  const before = file.text.slice(lineStart, start).replace(/^\uFEFF/, '');
  return { start: lineStart, before, after, end: lineEnd, newline };
}

/** How entries are written beside a key, by the file and what stands between the key and its value. */
export function styleOf(path: string, separator: string): EntryStyle | undefined {
  if (path.endsWith('.json')) return 'json';
  if (/\.ya?ml$/.test(path)) return separator === ':' ? 'yaml' : undefined;
  if (!/\.(?:tf|tofu|tfvars)$/.test(path)) return undefined;
  // In Terraform a colon may stand in an object or in YAML inside a heredoc: what is written must do for both.
  return separator === '=' ? 'hcl' : 'yaml-or-hcl';
}
