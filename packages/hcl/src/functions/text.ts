import { isInteger, numberOf } from '../evaluate/decimal.ts';
import { limits } from '../limits.ts';
import { isSpace } from '../syntax/characters.ts';
import type { Functions } from './function-spec.ts';
import { repeated, simple } from './simple.ts';

/** Functions from text to text. */
export const textFunctions: Functions = {
  chomp: simple(['string'], (text) => text.replace(/(?:\r\n|\n|\r)+$/, '')),
  endswith: simple(['string', 'string'], (text, end) => text.endsWith(end)),
  indent: simple(['number', 'string'], (width, text) => {
    if (!isInteger(width) || width.digits < 0n) return { refusal: 'the number of spaces is no whole number' };
    const space = repeated(' ', numberOf(width));
    const lines = text.split('\n');
    const isTooLong = space === undefined || space.length * lines.length > limits.textLength;
    return isTooLong ? undefined : lines.join(`\n${space}`);
  }),
  lower: simple(['string'], (text) => mapCharacters(text, (character) => [...character.toLowerCase()][0] ?? '')),
  split: simple(['string', 'string'], (separator, text) => (separator === '' ? [...text] : text.split(separator))),
  startswith: simple(['string', 'string'], (text, start) => text.startsWith(start)),
  strcontains: simple(['string', 'string'], (text, part) => text.includes(part)),
  strrev: simple(['string'], (text) => clusters(text).reverse().join('')),
  substr: simple(['string', 'number', 'number'], (text, offset, length) => {
    if (!isInteger(offset) || !isInteger(length)) return { refusal: 'an offset or a length is not whole' };
    return substring(text, numberOf(offset), numberOf(length));
  }),
  title: simple(['string'], titleCase),
  trim: simple(['string', 'string'], (text, cutset) => {
    const cut = new Set(cutset);
    return trimWhere(text, (character) => cut.has(character));
  }),
  trimprefix: simple(['string', 'string'], (text, prefix) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimspace: simple(['string'], (text) => trimWhere(text, (character) => isSpace(character.codePointAt(0) ?? 0))),
  trimsuffix: simple(['string', 'string'], (text, suffix) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  upper: simple(['string'], (text) => mapCharacters(text, (character) => character.toUpperCase())),
};

/** What people count as the characters of a text. */
export function clusters(text: string): readonly string[] & string[] {
  if (isPlain.test(text)) return [...text];
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

const isPlain = /^[\x20-\x7e\n]*$/;
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Go changes the case of one character into one character, or not at all. */
function mapCharacters(text: string, change: (character: string) => string): string {
  return Array.from(text, (character) => {
    const changed = change(character);
    return [...changed].length === 1 ? changed : character;
  }).join('');
}

/** The characters from an offset, which counts from the end where it is negative; all of them for the length -1. */
function substring(text: string, offset: number, length: number): string {
  const characters = clusters(text);
  const start = offset < 0 ? Math.max(characters.length + offset, 0) : offset;
  return characters.slice(start, length < 0 ? undefined : start + length).join('');
}

/** As Go's strings.Title: a letter after anything but a letter, a digit or an underscore is written large. */
function titleCase(text: string): string {
  let isInWord = false;
  return Array.from(text, (character) => {
    const isStart = !isInWord;
    isInWord = /[\p{L}\p{N}_]/u.test(character) || (character > '\x7f' && !isSpace(character.codePointAt(0) ?? 0));
    return isStart ? mapCharacters(character, (first) => first.toUpperCase()) : character;
  }).join('');
}

function trimWhere(text: string, isCut: (character: string) => boolean): string {
  const characters = [...text];
  let start = 0;
  let end = characters.length;
  while (start < end && isCut(characters[start] ?? '')) start++;
  while (end > start && isCut(characters[end - 1] ?? '')) end--;
  return characters.slice(start, end).join('');
}
