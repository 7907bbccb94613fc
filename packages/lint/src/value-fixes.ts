import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Fix } from './fix.ts';
import { insertionBelow } from './fixes/insertion-below.ts';
import { insertionBeside } from './fixes/insertion-beside.ts';
import { lineRemoval } from './fixes/line-removal.ts';
import type { NewEntries } from './fixes/new-entries.ts';

/** A fix for an assessment, where one can be written down; made to be spread into it. */
export interface OptionalFix {
  readonly fix?: Fix;
}

/** What a fix says about itself. */
export type FixWords = Pick<Fix, 'title' | 'safety'>;

/**
 * Writes something else in place of a value, keeping its quotes. No fix where the text is not simply the value: a default
 * inside a variable, a block of text, an expression.
 */
export function replaceValue(value: Value<string | boolean>, by: string, words: FixWords): OptionalFix {
  if (value.kind !== 'written') return {};
  const { range } = value.origin;
  const text = range.file.text.slice(range.start, range.end);
  const quote = /^(["'])[\s\S]*\1$/.exec(text)?.[1] ?? '';
  if (text !== `${quote}${value.value}${quote}`) return {};
  return { fix: { ...words, edits: [{ range, text: `${quote}${by}${quote}` }] } };
}

/**
 * Writes further entries beside the key of a value, in the way the value itself is written: YAML in block or flow style,
 * JSON, HCL, YAML in HCL. Where the value comes from elsewhere, such as a variable, they go below the key of the object
 * that lacks them, which is the place of what is absent. No fix where neither is plain to see.
 */
export function addBeside(
  value: Value<string>,
  { range: place }: Origin,
  entries: NewEntries,
  words: FixWords,
): OptionalFix {
  const { range } = value.origin;
  const isThere = value.kind === 'written' && range.file.path === place.file.path && range.start >= place.start;
  const edit = (isThere ? insertionBeside(range, entries) : undefined) ?? insertionBelow(place, entries);
  return edit ? { fix: { ...words, edits: [edit] } } : {};
}

/**
 * Moves a setting to the object under another key, which has none yet. The line goes with its comment, and so does the key
 * above it where nothing else is below that.
 */
export function moveBelow(value: Value<string>, name: string, key: Origin, words: FixWords): OptionalFix {
  if (value.kind !== 'written') return {};
  const removal = lineRemoval(value.origin.range);
  const insertion = insertionBelow(key.range, { [name]: value.value });
  if (!removal || !insertion) return {};
  const text = removal.comment === '' ? insertion.text : `${insertion.text} ${removal.comment}`;
  return { fix: { ...words, edits: [removal.edit, { ...insertion, text }] } };
}
