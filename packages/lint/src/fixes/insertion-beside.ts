import type { Range } from '@backlint/source/range';
import type { TextEdit } from '../fix.ts';
import { type LineAround, lineAround, styleOf } from './line-around.ts';
import { type EntryStyle, entryLines, entryText, type NewEntries } from './new-entries.ts';

/** Writes entries beside the key of the value at a range; undefined where the way it is written is not plain to see. */
export function insertionBeside(value: Range, entries: NewEntries): TextEdit | undefined {
  const line = lineAround(value);
  const key = /(?<quote>["']?)[\w-]+\k<quote>(?<gap> *)(?<separator>[:=]) *$/.exec(line?.before ?? '');
  if (!line || !key?.groups) return undefined;
  const { gap = '', separator = '' } = key.groups;
  const style = styleOf(value.file.path, separator);
  if (style === undefined || (style === 'yaml' && gap !== '')) return undefined;
  const lead = line.before.slice(0, key.index);
  if (/^ *(?:- +)*$/.test(lead)) {
    return style === 'json' ? afterComma(value, line, lead, entries) : onLines(value, line, lead, entries, style);
  }
  return /[{,]\s*$/.test(lead) && /^\s*[,}]/.test(line.after) ? inFlow(value, entries, style) : undefined;
}

/** `{ key: value, new: value }` */
function inFlow({ file, end }: Range, entries: NewEntries, style: EntryStyle): TextEdit {
  const text = Object.entries(entries).map(([key, value]) => `, ${entryText(key, value, style)}`);
  return { range: { file, start: end, end }, text: text.join('') };
}

/** Below the line, as deep as the key. In HCL the lines of an object may end with commas, and equals signs are aligned. */
function onLines(
  { file }: Range,
  line: LineAround,
  lead: string,
  entries: NewEntries,
  style: EntryStyle,
): TextEdit | undefined {
  const isHcl = style !== 'yaml';
  const rest = (isHcl ? /^[ \t]*(,?)[ \t]*(?:(?:#|\/\/).*)?$/ : /^[ \t]*()(?:#.*)?$/).exec(line.after);
  if (!rest) return undefined;
  const comma = rest[1] ?? '';
  const indent = ' '.repeat(lead.length);
  const column = line.before.indexOf('=') - lead.length;
  const text = Object.entries(entries).flatMap(([key, value]) => {
    const lines = entryLines({ [key]: value }, style).map((one) => (style === 'hcl' ? aligned(one, column) : one));
    return [...lines.map((one) => `${line.newline}${indent}${one}`), comma];
  });
  return { range: { file, start: line.end, end: line.end }, text: text.join('') };
}

/** `key   = value`, with the equals sign in the column of the line above, as `terraform fmt` has it. */
function aligned(entry: string, column: number): string {
  const [, key, rest] = /^(\w+) (= .*)$/s.exec(entry) ?? [];
  return key === undefined ? entry : `${key.padEnd(column - 1)} ${rest}`;
}

/** JSON needs a comma after the value, whatever follows. */
function afterComma({ file, end }: Range, line: LineAround, indent: string, entries: NewEntries): TextEdit {
  const text = entryLines(entries, 'json').map((entry) => `,${line.newline}${indent}${entry}`);
  return { range: { file, start: end, end }, text: text.join('') };
}
