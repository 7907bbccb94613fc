import { lineStarts, startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import { visibleText } from '../visible-text.ts';
import { type FrameLine, frameLine } from './frame-line.ts';
import type { Span } from './secret-ranges.ts';
import { isInSecret } from './secret-text.ts';
import { isVariableFile, textsBeside } from './variable-text.ts';

/** A place to show, with what there is to see. */
export interface Mark {
  readonly range: Range;
  readonly label?: string | undefined;
}

/** How frames are drawn. */
export interface FrameStyle {
  readonly width: number;
  /** Put before each path, so that it leads there from where the reader is. */
  readonly pathPrefix: string;
  /** Only says where the places are, and quotes no line. */
  readonly isSecret?: true | undefined;
  /** Colours the underline of the main place. */
  main(text: string): string;
  /** Colours line numbers, arrows and the places related to the main one. */
  aside(text: string): string;
}

/**
 * The lines that a main place and its related places stand in, numbered, with each place underlined. Places in one file
 * share a frame, in the order of that file; the main place's file comes first. The message stands above the frame, so the
 * main place has no label but those of related places that are the same.
 */
export function codeFrame(place: Range, related: readonly Mark[], style: FrameStyle): readonly string[] {
  const isSame = ({ range }: Mark) =>
    range.start === place.start && range.file === place.file && range.end === place.end;
  const labels = related.filter(isSame).map(({ label }) => label);
  const main = { range: place, label: labels.length === 0 ? undefined : labels.join('; ') };
  const marks = [main, ...related.filter((mark) => !isSame(mark))];
  const gutter = gutterOf(marks);
  const files = [...new Set(marks.map(({ range }) => range.file))];
  return files.flatMap((file) => {
    const here = marks.filter(({ range }) => range.file === file);
    const { line, column } = startPosition((here[0] ?? main).range);
    const arrow = style.aside(here[0] === main ? '-->' : ':::');
    const heading = `${' '.repeat(gutter)}${arrow} ${visibleText(style.pathPrefix + file.path)}:${line}:${column}`;
    return [heading, ...(style.isSecret ? [] : fileFrame(file, here, main, { gutter, style }))];
  });
}

/** How many digits the longest line number has. */
export function gutterOf(marks: readonly Mark[]): number {
  return Math.max(...marks.map(({ range }) => String(lineOf(range)).length));
}

interface Drawing {
  readonly gutter: number;
  readonly style: FrameStyle;
}

function fileFrame(file: SourceFile, marks: readonly Mark[], main: Mark, drawing: Drawing): readonly string[] {
  const shown = marks.filter(({ range }) => !isInSecret(range) && lineText(file, lineOf(range)).trim() !== '');
  const wanted = [...new Set(shown.map(({ range }) => lineOf(range)))].sort((left, right) => left - right);
  const lines = wanted.flatMap((line, index) => {
    const before = wanted[index - 1] ?? 0;
    const onLine = shown.filter(({ range }) => lineOf(range) === line);
    const hasContext = onLine.includes(main) && before < line - 1 && isHarmless(lineText(file, line - 1), file);
    const gap = before !== 0 && before < line - (hasContext ? 2 : 1) ? [drawing.style.aside('...')] : [];
    const context = hasContext
      ? [numbered(line - 1, frameOf(file, line - 1, [{ start: 0, end: 0 }], 0, drawing).text, drawing)]
      : [];
    return [...gap, ...context, ...markedLine(file, line, onLine, main, drawing)];
  });
  return lines.length === 0 ? [] : [numbered('', '', drawing), ...lines];
}

function markedLine(file: SourceFile, line: number, marks: readonly Mark[], main: Mark, drawing: Drawing): string[] {
  const { style } = drawing;
  const start = lineStarts(file)[line - 1] ?? 0;
  const looks = marks.map(({ range }) => ({ start: range.start - start, end: range.end - start }));
  const framed = marks.map((mark, index) => ({ mark, frame: frameOf(file, line, looks, index, drawing) }));
  const underlines = framed.map(({ mark, frame: { from, length } }) => {
    const underline = mark === main ? style.main('^'.repeat(length)) : style.aside('-'.repeat(length));
    const label = mark.label === undefined ? '' : ` ${style.aside(visibleText(mark.label))}`;
    return numbered('', `${' '.repeat(from)}${underline}${label}`, drawing);
  });
  return [numbered(line, framed[0]?.frame.text ?? '', drawing), ...underlines];
}

function frameOf(
  file: SourceFile,
  line: number,
  looks: readonly Span[],
  index: number,
  { gutter, style }: Drawing,
): FrameLine {
  const width = Math.max(20, style.width - gutter - 4);
  const text = lineText(file, line);
  const hidden = isVariableFile(file) ? textsBeside(text, looks) : [];
  return frameLine(text, looks[index] ?? { start: 0, end: 0 }, { width, lineBefore: lineText(file, line - 1), hidden });
}

function numbered(line: number | '', text: string, { gutter, style }: Drawing): string {
  const margin = style.aside(`${String(line).padStart(gutter)} |`);
  return text === '' ? margin : `${margin} ${text}`;
}

function lineOf(range: Range): number {
  return startPosition(range).line;
}

/** A line, counted from one, without its line break; empty outside of the file. */
function lineText(file: SourceFile, line: number): string {
  const starts = lineStarts(file);
  const start = starts[line - 1];
  return start === undefined ? '' : file.text.slice(start, starts[line]).replace(/\r?\n$/, '');
}

/** A line without a key may continue the secret that a line above it began, and in a variable file any value may be one. */
function isHarmless(line: string, file: SourceFile): boolean {
  if (isVariableFile(file)) return /^[^"]*[{[]\s*$/.test(line);
  return /^\s*(?:- )*["']?[\w./-]+["']?\s*[:=]|^\s*(?:resource|data|module|variable)\s/.test(line);
}
