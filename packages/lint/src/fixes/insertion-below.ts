import type { Range } from '@backlint/source/range';
import type { TextEdit } from '../fix.ts';
import { lineAround, styleOf } from './line-around.ts';
import { entryLines, type NewEntries } from './new-entries.ts';

/** Writes entries as the first ones below a key that has others below it on lines of their own; else undefined. */
export function insertionBelow(key: Range, entries: NewEntries): TextEdit | undefined {
  const line = lineAround(key);
  const opening = /^["']?(?::[ \t]*|[ \t]*=[ \t]*\{[ \t]*|[ \t]*\{[ \t]*)(?:#.*)?$/.exec(line?.after ?? '');
  const lead = /^ *(?:- +)*/.exec(line?.before ?? '')?.[0] ?? '';
  if (!line || !opening || line.before.length !== lead.length) return undefined;
  const style = styleOf(key.file.path, /^["']?:/.test(line.after) ? ':' : '=');
  if (style === undefined || style === 'json') return undefined;
  const indent = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)(?![\s#}-])/.exec(key.file.text.slice(line.end))?.[1];
  if (indent === undefined || indent.length <= lead.length) return undefined;
  const text = entryLines(entries, style).map((entry) => `${line.newline}${indent}${entry}`);
  return { range: { file: key.file, start: line.end, end: line.end }, text: text.join('') };
}
