import { limits } from '../limits.ts';
import type { Interpolation, Name, Template, TemplatePart } from '../syntax-tree.ts';
import { isSpace } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { decode, escapeLength, isMarkerEscape } from './escapes.ts';
import { nestDirectives } from './nest-directives.ts';
import { parseExpression, parseName } from './parse-expression.ts';
import { type Directive, dropIndentation, type Piece, type TextPiece, trimEnd, trimStart } from './template-pieces.ts';

/** Parses the quoted string whose opening quote is under the cursor. */
export function parseQuoted(cursor: Cursor): Template {
  const { start } = cursor;
  const builder = new PieceBuilder(cursor, true);
  const end = scanQuoted(cursor, builder);
  cursor.moveTo(end);
  return { kind: 'template', parts: partsOf(cursor, builder.pieces), form: 'quoted', range: cursor.from(start) };
}

/** Parses the heredoc whose opening line is under the cursor. */
export function parseHeredoc(cursor: Cursor): Template {
  const { start } = cursor;
  const isFlush = cursor.text.charAt(start + 2) === '-';
  const marker = cursor
    .tokenText()
    .slice(isFlush ? 3 : 2)
    .trimEnd();
  const builder = new PieceBuilder(cursor, false);
  const end = scanHeredoc(cursor, builder, marker);
  if (isFlush) dropIndentation(builder.pieces, cursor.text);
  cursor.moveTo(end);
  return { kind: 'template', parts: partsOf(cursor, builder.pieces), form: 'heredoc', range: cursor.from(start) };
}

/** Parses a whole text as a template: a template file, or a string in JSON. */
export function parseWholeTemplate(cursor: Cursor): Template {
  const builder = new PieceBuilder(cursor, false);
  let at = 0;
  while (at < cursor.text.length && !cursor.hasFailed) {
    const end = sequenceStart(cursor.text, at, cursor.text.length);
    builder.addText(at, end);
    at = end < cursor.text.length ? parseSequence(cursor, builder, end) : end;
  }
  const range = cursor.range(0, cursor.text.length);
  return { kind: 'template', parts: partsOf(cursor, builder.pieces), form: 'file', range };
}

/** Returns the offset past the closing quote. */
function scanQuoted(cursor: Cursor, builder: PieceBuilder): number {
  const { text, start } = cursor;
  let from = cursor.end;
  let at = from;
  while (!cursor.hasFailed) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      builder.addText(from, at);
      return at + 1;
    }
    if (code === 92) {
      const length = escapeLength(text, at);
      if (length === 0) cursor.fail('this is no escape; a backslash itself is written twice', cursor.range(at, at + 2));
      at += length;
    } else if (code === 36 || code === 37) {
      if (isMarkerEscape(text, at)) at += 3;
      else if (text.charCodeAt(at + 1) === 123) {
        builder.addText(from, at);
        from = parseSequence(cursor, builder, at);
        at = from;
      } else at++;
    } else if (code === 10 || code === 13 || Number.isNaN(code)) {
      cursor.fail('the string has no closing quote on its line', cursor.range(start, at));
    } else at++;
  }
  return at;
}

/** Returns the offset past the closing marker, at the end of its line. */
function scanHeredoc(cursor: Cursor, builder: PieceBuilder, marker: string): number {
  const { text, start } = cursor;
  const opener = cursor.here();
  const tooLong = `a heredoc is at most ${limits.heredocLength / 1024} KiB long`;
  let at = cursor.end;
  let isLineStart = true;
  while (!cursor.hasFailed) {
    if (at - start > limits.heredocLength) cursor.fail(tooLong, opener, 'limit-heredoc');
    const newline = text.indexOf('\n', at);
    if (newline === -1) cursor.fail(`no line after this one closes the heredoc with only ${marker} on it`, opener);
    else if (isLineStart && isMarkerLine(text, at, newline, marker)) {
      return text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
    } else {
      const end = sequenceStart(text, at, newline + 1);
      failAtCarriageReturn(cursor, at, end);
      builder.addText(at, end);
      isLineStart = end === newline + 1;
      at = isLineStart ? end : parseSequence(cursor, builder, end);
    }
  }
  return at;
}

function failAtCarriageReturn(cursor: Cursor, start: number, end: number): void {
  const at = start + cursor.text.slice(start, end).search(/\r(?!\n)/);
  if (at >= start) cursor.fail('a carriage return stands only at the end of a line', cursor.range(at, at + 1));
}

function isMarkerLine(text: string, start: number, end: number, marker: string): boolean {
  let from = start;
  while (from < end && isSpace(text.charCodeAt(from))) from++;
  if (!text.startsWith(marker, from)) return false;
  let rest = from + marker.length;
  while (rest < end && isSpace(text.charCodeAt(rest))) rest++;
  return rest === end;
}

/** The offset of the first `${` or `%{` in a stretch of text, or the end of the stretch. */
function sequenceStart(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code !== 36 && code !== 37) at++;
    else if (isMarkerEscape(text, at)) at += 3;
    else if (text.charCodeAt(at + 1) === 123) return at;
    else at++;
  }
  return end;
}

/** Parses `${ … }` or `%{ … }` and returns the offset past it. */
function parseSequence(cursor: Cursor, builder: PieceBuilder, at: number): number {
  const { text, hasLines } = cursor;
  const trims = text.charCodeAt(at + 2) === 126;
  if (trims) builder.trimLast();
  cursor.hasLines = false;
  cursor.moveTo(at + (trims ? 3 : 2));
  cursor.enter();
  const piece = text.charCodeAt(at) === 37 ? parseDirective(cursor, at) : parseInterpolation(cursor, at);
  cursor.leave();
  const closer = cursor.kind;
  if (closer !== '}' && closer !== '~}') cursor.fail('the template sequence needs a closing brace here');
  cursor.hasLines = hasLines;
  builder.add(piece(cursor.end), closer === '~}');
  return cursor.end;
}

function parseInterpolation(cursor: Cursor, start: number): (end: number) => Interpolation {
  const value = parseExpression(cursor);
  return (end) => ({ kind: 'interpolation', value, range: cursor.range(start, end) });
}

function parseDirective(cursor: Cursor, start: number): (end: number) => Directive {
  const keyword = cursor.is('name') ? cursor.tokenText() : '';
  const range = (end: number) => cursor.range(start, end);
  switch (keyword) {
    case 'if': {
      cursor.advance();
      const condition = parseExpression(cursor);
      return (end) => ({ kind: 'if', condition, range: range(end) });
    }
    case 'for': {
      cursor.advance();
      const { key, item } = parseForNames(cursor);
      const collection = parseExpression(cursor);
      return (end) => ({ kind: 'for', ...(key ? { key } : {}), item, collection, range: range(end) });
    }
    case 'else':
    case 'endif':
    case 'endfor':
      cursor.advance();
      return (end) => ({ kind: keyword, range: range(end) });
    default:
      cursor.fail('a template directive begins with if, else, endif, for or endfor');
      return (end) => ({ kind: 'endif', range: range(end) });
  }
}

/** Parses `item in` or `key, item in`, of which both kinds of `for` make use. */
export function parseForNames(cursor: Cursor): { readonly key?: Name; readonly item: Name } {
  const first = parseName(cursor, 'a for needs a name for each item here');
  const second = cursor.pass(',') ? parseName(cursor, 'a for needs a name for each item here') : undefined;
  if (!cursor.isWord('in')) cursor.fail('a for needs the word "in" here');
  cursor.advance();
  return second ? { key: first, item: second } : { item: first };
}

function partsOf(cursor: Cursor, pieces: readonly Piece[]): readonly TemplatePart[] {
  if (cursor.hasFailed) return [];
  return nestDirectives(cursor, pieces);
}

/** Collects the pieces of one template, and trims space around sequences as they come. */
class PieceBuilder {
  readonly pieces: Piece[] = [];
  readonly #cursor: Cursor;
  readonly #isQuoted: boolean;
  #trimsNext = false;

  constructor(cursor: Cursor, isQuoted: boolean) {
    this.#cursor = cursor;
    this.#isQuoted = isQuoted;
  }

  addText(start: number, end: number): void {
    if (start >= end) return;
    const source = this.#cursor.text.slice(start, end);
    const hasEscapes = source.includes('{') || (this.#isQuoted && source.includes('\\'));
    const value = hasEscapes ? decode(source, this.#isQuoted) : source;
    const piece: TextPiece = { kind: 'text', value, start, end, hasEscapes: value.length !== source.length };
    if (this.#trimsNext) trimStart(piece, this.#cursor.text, this.#isQuoted);
    this.#trimsNext = false;
    this.pieces.push(piece);
  }

  add(piece: Piece, trimsNext: boolean): void {
    this.pieces.push(piece);
    this.#trimsNext = trimsNext;
  }

  trimLast(): void {
    const last = this.pieces.at(-1);
    if (last?.kind === 'text') trimEnd(last, this.#cursor.text, this.#isQuoted);
  }
}
