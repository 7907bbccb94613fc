import type { Entry, Node, ScalarNode } from './node.ts';
import type { Origin } from './origin.ts';
import type { SourceFile } from './source-file.ts';

/** A stretch of a text that was put together, from an offset in it up to the next piece, and where it came from. */
export interface TextPiece {
  readonly start: number;
  readonly origin: Origin;
}

/**
 * Where a stretch of a text was written: to the character where it was copied as it stands, otherwise the piece it lies
 * in. What led to the text as a whole leads to the stretch too.
 */
export function originInText({ value, pieces = [], origin: whole }: ScalarNode, start: number, end: number): Origin {
  const first = pieceIndexAt(pieces, start);
  const last = pieceIndexAt(pieces, Math.max(start, end - 1));
  const piece = pieces[first];
  if (!piece) return whole;
  const length = String(value).length;
  const { range, via = whole.via } = piece.origin;
  const from = placeIn(pieces, first, length, start).start;
  const isOneFile = pieces[last]?.origin.range.file === range.file;
  const to = isOneFile ? placeIn(pieces, last, length, end).end : range.end;
  return { range: { file: range.file, start: from, end: Math.max(from, to) }, ...(via ? { via } : {}) };
}

/** Data that was read from a text as if the text were a file, with the places where that text was written. */
export function placedInText(node: Node, file: SourceFile, text: ScalarNode): Node {
  const done = new Map<Node, Node>();
  const place = ({ range, via }: Origin): Origin => {
    const found = range.file === file ? originInText(text, range.start, range.end) : { range };
    return via ? { ...found, via: place(via) } : found;
  };
  const visit = (here: Node): Node => {
    const known = done.get(here);
    if (known) return known;
    const placed = visitOne(here);
    done.set(here, placed);
    return placed;
  };
  const visitOne = (here: Node): Node => {
    const origin = place(here.origin);
    if (here.kind === 'sequence') return { ...here, items: here.items.map(visit), origin };
    if (here.kind !== 'mapping') return { ...here, origin };
    const entries = new Map<string, Entry>();
    for (const [name, { key, value }] of here.entries) entries.set(name, { key: place(key), value: visit(value) });
    return { ...here, entries, origin };
  };
  return visit(node);
}

function pieceIndexAt(pieces: readonly TextPiece[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

/** The place of an offset in a piece; the whole piece where its source is not the text itself. */
function placeIn(pieces: readonly TextPiece[], index: number, length: number, offset: number) {
  const { start, origin } = pieces[index] ?? { start: 0, origin: undefined };
  const range = origin?.range ?? { start: 0, end: 0 };
  const end = pieces[index + 1]?.start ?? length;
  if (range.end - range.start !== end - start) return range;
  const place = range.start + Math.min(offset, end) - start;
  return { start: place, end: place };
}
