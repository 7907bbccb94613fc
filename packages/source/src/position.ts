import type { Range } from './range.ts';
import type { SourceFile } from './source-file.ts';

/** A one-based line and a one-based column in UTF-16 code units: how people, editors and SARIF speak of places. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStartsOf = new WeakMap<SourceFile, readonly number[]>();

/** The line and column of an offset; an offset past the end of the text belongs to its last line. */
export function positionAt(file: SourceFile, offset: number): Position {
  const starts = lineStarts(file);
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Where a range begins. */
export function startPosition({ file, start }: Range): Position {
  return positionAt(file, start);
}

/** Where a range ends (exclusive). */
export function endPosition({ file, end }: Range): Position {
  return positionAt(file, end);
}

/** `path:line`, the short form in which messages and evidence cite a place. */
export function citation(range: Range): string {
  return `${range.file.path}:${startPosition(range).line}`;
}

/** The offsets at which lines begin; a line ends with `\n`, so `\r\n` files count the same lines as editors do. */
export function lineStarts(file: SourceFile): readonly number[] {
  const known = lineStartsOf.get(file);
  if (known) return known;
  const starts = [0];
  for (let at = file.text.indexOf('\n'); at !== -1; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1);
  lineStartsOf.set(file, starts);
  return starts;
}
