import type { Node, ScalarNode } from '@backlint/source/node';
import { lineStarts, positionAt } from '@backlint/source/position';
import { placedInText, type TextPiece } from '@backlint/source/text-piece';
import { readYaml } from '../yaml/read-yaml.ts';
import { noValues } from './merge-values.ts';

/** The values that a text holds, each at the line of the text that writes it; unknown where they cannot be read. */
export function valuesInText(text: ScalarNode): Node {
  const { origin } = text;
  const file = { path: origin.range.file.path, text: String(text.value ?? '') };
  const { result, diagnostics } = readYaml(file);
  if (diagnostics.length > 0) return { kind: 'unknown', why: 'its text cannot be read as YAML', origin };
  const [document] = result;
  if (document === undefined) return noValues(origin);
  return placedInText(document.root, file, text.pieces ? text : { ...text, pieces: blockLines(text) });
}

/** Where the lines of a literal block (`|`) stand in its file; nothing for text that is written in another style. */
function blockLines({ value, origin }: ScalarNode): readonly TextPiece[] {
  const { file, start, end } = origin.range;
  if (!/^\|[0-9+-]*[ \t]*(?:#.*)?\r?\n/.test(file.text.slice(start, end))) return [];
  const starts = lineStarts(file);
  const first = positionAt(file, start).line;
  const pieces: TextPiece[] = [];
  let offset = 0;
  for (const [index, line] of String(value).split('\n').entries()) {
    const lineStart = starts[first + index] ?? file.text.length;
    const source = file.text.slice(lineStart, starts[first + index + 1] ?? file.text.length).trimEnd();
    const from = lineStart + Math.max(source.length - line.trimEnd().length, 0);
    const range = { file, start: from, end: Math.min(from + line.length + 1, file.text.length) };
    pieces.push({ start: offset, origin: { range, ...(origin.via ? { via: origin.via } : {}) } });
    offset += line.length + 1;
  }
  return pieces;
}
