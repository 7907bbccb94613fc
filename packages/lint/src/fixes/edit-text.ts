import type { TextEdit } from '../fix.ts';

/** A text with edits made that do not overlap; everything between them stays as it is, to the byte. */
export function editText(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { range, text: replacement } of [...edits].sort((left, right) => left.range.start - right.range.start)) {
    pieces.push(text.slice(from, range.start), replacement);
    from = range.end;
  }
  return [...pieces, text.slice(from)].join('');
}
