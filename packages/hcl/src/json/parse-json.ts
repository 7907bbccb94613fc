import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Range } from '@backlint/source/range';
import { limits } from '../limits.ts';
import { rangeIn, type SourceText } from '../source-text.ts';

/** JSON with the place of every part. Of equal keys all are kept. */
export type JsonValue =
  | { readonly kind: 'object'; readonly entries: readonly JsonEntry[]; readonly range: Range }
  | { readonly kind: 'array'; readonly items: readonly JsonValue[]; readonly range: Range }
  | { readonly kind: 'number'; readonly written: string; readonly range: Range }
  | { readonly kind: 'constant'; readonly value: boolean | null; readonly range: Range }
  | JsonString;

export interface JsonEntry {
  readonly key: JsonString;
  readonly value: JsonValue;
}

export interface JsonString {
  readonly kind: 'string';
  /** What the string says, with the way from each of its characters to the file. */
  readonly content: SourceText;
  readonly range: Range;
}

/** Parses JSON as Go's encoding/json does: nothing but JSON. The first error ends it. */
export function parseJson(source: SourceText): JsonValue | Diagnostic {
  const reader: Reader = { source, at: 0, depth: 0, diagnostic: undefined };
  const value = readValue(reader);
  skipSpace(reader);
  if (reader.at < source.text.length) fail(reader, 'nothing more is expected after the JSON value');
  return reader.diagnostic ?? value;
}

/** Whether JSON was read without an error. */
export function isJsonValue(read: JsonValue | Diagnostic): read is JsonValue {
  return 'kind' in read;
}

interface Reader {
  readonly source: SourceText;
  at: number;
  depth: number;
  diagnostic: Diagnostic | undefined;
}

const token = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '/': '/',
  '\\': '\\',
};

function readValue(reader: Reader): JsonValue {
  skipSpace(reader);
  const start = reader.at;
  switch (reader.source.text.charAt(start)) {
    case '{':
      return readObject(reader);
    case '[':
      return readArray(reader);
    case '"':
      return readString(reader);
    default:
      return readToken(reader);
  }
}

function readObject(reader: Reader): JsonValue {
  const start = reader.at;
  const entries: JsonEntry[] = [];
  readSeries(reader, '}', () => {
    if (reader.source.text.charAt(reader.at) !== '"') fail(reader, 'a key in double quotes is expected here');
    const key = readString(reader);
    skipSpace(reader);
    expect(reader, ':', 'a colon is expected between key and value');
    entries.push({ key, value: readValue(reader) });
  });
  return { kind: 'object', entries, range: rangeIn(reader.source, start, reader.at) };
}

function readArray(reader: Reader): JsonValue {
  const start = reader.at;
  const items: JsonValue[] = [];
  readSeries(reader, ']', () => items.push(readValue(reader)));
  return { kind: 'array', items, range: rangeIn(reader.source, start, reader.at) };
}

/** Reads what stands between two brackets, separated by commas. */
function readSeries(reader: Reader, closer: string, readOne: () => void): void {
  if (++reader.depth > limits.depth) fail(reader, `nested more than ${limits.depth} levels deep`, 'limit-depth');
  reader.at++;
  skipSpace(reader);
  if (reader.source.text.charAt(reader.at) !== closer) {
    do {
      skipSpace(reader);
      readOne();
      skipSpace(reader);
    } while (!reader.diagnostic && takes(reader, ','));
  }
  expect(reader, closer, `a comma or ${closer} is expected here`);
  reader.depth--;
}

function readString(reader: Reader): JsonString {
  const { source } = reader;
  const start = reader.at;
  let value = '';
  let from = start + 1;
  const escapedAt: number[] = [];
  const places: number[] = [];
  let at = from;
  while (!reader.diagnostic && source.text.charAt(at) !== '"') {
    const code = source.text.charCodeAt(at);
    if (Number.isNaN(code) || code < 32) {
      reader.at = at;
      fail(reader, 'the string has no closing quote on its line');
    } else if (code !== 92) at++;
    else {
      value += source.text.slice(from, at);
      const length = source.text.charAt(at + 1) === 'u' ? 6 : 2;
      value += readEscape(reader, at, length);
      at += length;
      from = at;
      escapedAt.push(value.length);
      places.push(at);
    }
  }
  value += source.text.slice(from, at);
  if (!reader.diagnostic) reader.at = at + 1;
  const placeOf = (offset: number) => {
    const local = placeAfterEscapes(offset, start + 1, escapedAt, places);
    return source.placeOf ? source.placeOf(local) : local;
  };
  const content = { file: source.file, text: value, placeOf };
  return { kind: 'string', content, range: rangeIn(source, start, Math.max(reader.at, start)) };
}

function readEscape(reader: Reader, at: number, length: number): string {
  const { text } = reader.source;
  const code = text.slice(at + 2, at + length);
  const meant = length === 2 ? escapes[text.charAt(at + 1)] : String.fromCharCode(Number.parseInt(code, 16));
  if (meant !== undefined && (length === 2 || /^[0-9A-Fa-f]{4}$/.test(code))) return meant;
  reader.at = at;
  fail(reader, 'this is no escape; a backslash itself is written twice');
  return '';
}

/** The offset in the source of an offset in what a string says: so far past the last escape before it. */
function placeAfterEscapes(
  offset: number,
  start: number,
  escapedAt: readonly number[],
  places: readonly number[],
): number {
  let low = 0;
  let high = escapedAt.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((escapedAt[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? start + offset : (places[low - 1] ?? 0) + offset - (escapedAt[low - 1] ?? 0);
}

function readToken(reader: Reader): JsonValue {
  const { source, at } = reader;
  token.lastIndex = at;
  const written = token.exec(source.text)?.[0] ?? '';
  const range = rangeIn(source, at, at + written.length);
  const constant = constants[written];
  if (written === '') fail(reader, 'a JSON value is expected here');
  else if (constant === undefined) checkNumber(reader, written);
  reader.at += written.length;
  return constant === undefined ? { kind: 'number', written, range } : { kind: 'constant', value: constant, range };
}

function checkNumber(reader: Reader, written: string): void {
  const exponent = Math.abs(Number(/[eE](.*)/.exec(written)?.[1] ?? '0'));
  if (written.length > limits.numberLength || exponent > limits.exponent) {
    const message = `a number has at most ${limits.numberLength} digits and an exponent of at most ${limits.exponent}`;
    fail(reader, message, 'limit-number');
  }
}

function skipSpace(reader: Reader): void {
  const { text } = reader.source;
  for (; ; reader.at++) {
    const code = text.charCodeAt(reader.at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
  }
}

function takes(reader: Reader, character: string): boolean {
  if (reader.source.text.charAt(reader.at) !== character) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, character: string, message: string): void {
  if (!reader.diagnostic && !takes(reader, character)) fail(reader, message);
}

/** Keeps the first error and goes to the end of the text, where nothing more is found. */
function fail(reader: Reader, message: string, code = 'json-syntax'): void {
  const { source, at } = reader;
  reader.diagnostic ??= { code, message, at: rangeIn(source, at, Math.min(at + 1, source.text.length)) };
  reader.at = source.text.length;
}
