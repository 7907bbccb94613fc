import type { ScalarNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { originInText } from '@backlint/source/text-piece';

/** The place of a stretch of a text, from one offset to another. */
export type PlaceInText = (start: number, end: number) => Origin;

/**
 * Where stretches of a text are written, by their offsets in it: exactly where the text is a heredoc, a file, or a
 * literal block of YAML, else the place of the whole text.
 */
export function placesIn(text: ScalarNode): PlaceInText {
  if (text.pieces) return (start, end) => originInText(text, start, end);
  const lines = literalLines(text);
  return lines ? (start, end) => placeInLines(text, lines, start, end) : () => text.origin;
}

/** A line of a text and where it begins: in the text, and in its file. */
interface Line {
  readonly start: number;
  readonly place: number;
}

/** The lines of a literal block: each stands in the file as it is, behind its indentation. */
function literalLines({ value, origin: { range } }: ScalarNode): readonly Line[] | undefined {
  const source = range.file.text.slice(range.start, range.end);
  if (!/^\|[^\n]*\n/.test(source)) return undefined;
  const lines: Line[] = [];
  let start = 0;
  let place = source.indexOf('\n') + 1;
  for (const line of String(value).split('\n')) {
    const end = source.indexOf('\n', place);
    const written = source.slice(place, end === -1 ? undefined : end).replace(/\r$/, '');
    if (line !== '' && !written.endsWith(line)) return undefined;
    lines.push({ start, place: range.start + place + written.length - line.length });
    start += line.length + 1;
    if (end === -1) break;
    place = end + 1;
  }
  return lines;
}

function placeInLines({ origin }: ScalarNode, lines: readonly Line[], start: number, end: number): Origin {
  const placeOf = (offset: number): number => {
    const line = lines.findLast((one) => one.start <= offset);
    return line ? line.place + offset - line.start : origin.range.start;
  };
  const from = placeOf(start);
  return { ...origin, range: { ...origin.range, start: from, end: Math.max(from, placeOf(end)) } };
}
