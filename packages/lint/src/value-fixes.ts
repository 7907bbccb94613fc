import { lineStarts, startPosition } from '@backlint/source/position';
import type { Value } from '@backlint/source/value';
import type { Fix } from './fix.ts';

/** A fix for an assessment, where one can be written down; made to be spread into it. */
export interface OptionalFix {
  readonly fix?: Fix;
}

/**
 * Writes something else in place of a value, keeping its quotes. No fix where the text is not simply the value: a default
 * inside a variable, a block of text, an expression.
 */
export function replaceValue(
  value: Value<string | boolean>,
  by: string,
  { title, safety }: Pick<Fix, 'title' | 'safety'>,
): OptionalFix {
  if (value.kind !== 'written') return {};
  const { range } = value.origin;
  const text = range.file.text.slice(range.start, range.end);
  const quote = /^(["'])[\s\S]*\1$/.exec(text)?.[1] ?? '';
  if (text !== `${quote}${value.value}${quote}`) return {};
  return { fix: { title, safety, edits: [{ range, text: `${quote}${by}${quote}` }] } };
}

/**
 * Writes further lines below the line of a value, beside its key. Only for YAML in block style, where the value ends its
 * line; elsewhere there is no fix.
 */
export function addBeside(
  value: Value<string>,
  lines: readonly string[],
  { title, safety }: Pick<Fix, 'title' | 'safety'>,
): OptionalFix {
  const { file, end } = value.origin.range;
  if (value.kind !== 'written' || !/\.ya?ml$/.test(file.path)) return {};
  const lineStart = lineStarts(file)[startPosition(value.origin.range).line - 1] ?? 0;
  const before = /^(?<indent> *(?:- +)*)[\w-]+: +$/.exec(file.text.slice(lineStart, value.origin.range.start));
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?=\r?\n|$)/.exec(file.text.slice(end));
  if (!before?.groups || !rest) return {};
  const lineEnd = end + rest[0].length;
  const newline = file.text.startsWith('\r\n', lineEnd) ? '\r\n' : '\n';
  const indent = ' '.repeat(before.groups.indent?.length ?? 0);
  const text = lines.map((line) => `${newline}${indent}${line}`).join('');
  return { fix: { title, safety, edits: [{ range: { file, start: lineEnd, end: lineEnd }, text }] } };
}
