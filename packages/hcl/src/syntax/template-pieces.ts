import type { Range } from '@backlint/source/range';
import type { Expression, Interpolation, Name } from '../syntax-tree.ts';
import { isSpace } from './characters.ts';
import { sourceLength } from './escapes.ts';

/** What a template consists of before directives are matched with their ends. */
export type Piece = TextPiece | Interpolation | Directive;

/** Text between two sequences; in a heredoc, text up to the end of its line. Trimming changes it in place. */
export interface TextPiece {
  readonly kind: 'text';
  value: string;
  /** Offsets of what is kept of it. */
  start: number;
  end: number;
  /** Whether its source has escapes, so that it is longer than the value. */
  readonly hasEscapes: boolean;
}

export type Directive =
  | { readonly kind: 'if'; readonly condition: Expression; readonly range: Range }
  | {
      readonly kind: 'for';
      readonly key?: Name;
      readonly item: Name;
      readonly collection: Expression;
      readonly range: Range;
    }
  | { readonly kind: 'else' | 'endif' | 'endfor'; readonly range: Range };

/** Drops the white space at the end of a piece, as `${~` asks of the piece before it. */
export function trimEnd(piece: TextPiece | undefined, source: string, isQuoted: boolean): void {
  if (!piece) return;
  let end = piece.value.length;
  while (end > 0 && isSpace(piece.value.charCodeAt(end - 1))) end--;
  if (end === piece.value.length) return;
  piece.end = offsetIn(piece, source, isQuoted, end);
  piece.value = piece.value.slice(0, end);
}

/** Drops the white space at the start of a piece, as `~}` asks of the piece after it. */
export function trimStart(piece: TextPiece, source: string, isQuoted: boolean): void {
  dropStart(piece, source, isQuoted, leadingSpace(piece.value));
}

/**
 * Takes away the indentation that all lines of a `<<-` heredoc share. Blank lines do not count, lines that begin with a
 * sequence count as not indented, and so do lines that trimming has already emptied.
 */
export function dropIndentation(pieces: readonly Piece[], source: string): void {
  const lineStarts = pieces.filter((_, index) => index === 0 || endsLine(pieces[index - 1]));
  const counted = lineStarts.filter((piece) => !isBlankLine(piece));
  const shared = counted.reduce(
    (least, piece) => Math.min(least, piece.kind === 'text' ? leadingSpace(piece.value) : 0),
    Number.POSITIVE_INFINITY,
  );
  if (shared === 0) return;
  for (const piece of counted) if (piece.kind === 'text') dropStart(piece, source, false, shared);
}

function endsLine(piece: Piece | undefined): boolean {
  return piece?.kind === 'text' && piece.value.endsWith('\n');
}

function isBlankLine(piece: Piece): boolean {
  return endsLine(piece) && piece.kind === 'text' && leadingSpace(piece.value) === piece.value.length;
}

function leadingSpace(text: string): number {
  let length = 0;
  while (length < text.length && isSpace(text.charCodeAt(length))) length++;
  return length;
}

function dropStart(piece: TextPiece, source: string, isQuoted: boolean, length: number): void {
  if (length === 0) return;
  piece.start = offsetIn(piece, source, isQuoted, length);
  piece.value = piece.value.slice(length);
}

function offsetIn(piece: TextPiece, source: string, isQuoted: boolean, length: number): number {
  if (!piece.hasEscapes) return piece.start + length;
  return piece.start + sourceLength(source.slice(piece.start, piece.end), isQuoted, length);
}
