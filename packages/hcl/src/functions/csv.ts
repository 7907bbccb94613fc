import type { Entry, Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { failure, mapping, scalar, sequence } from '../evaluate/nodes.ts';

/** A list of objects, one for each line after the first, which names the columns. */
export function readCsv(text: string, origin: Origin): Node {
  const records = recordsIn(text);
  if (!records) return failure('the text is no CSV', origin);
  const [header = [], ...lines] = records;
  if (
    header.length === 0 ||
    new Set(header).size < header.length ||
    lines.some(({ length }) => length !== header.length)
  ) {
    return failure('the lines of the CSV do not match its first line', origin);
  }
  const rows = lines.map((fields) => {
    const entries = header.map((name, column): [string, Entry] => {
      return [name, { key: origin, value: scalar(fields[column] ?? '', origin) }];
    });
    return mapping(new Map(entries), origin);
  });
  return sequence(rows, origin, 'list');
}

const field = /"((?:[^"]|"")*)"(,|\r?\n|$)|([^",\r\n]*)(,|\r?\n|$)/y;

/** Undefined where quotes do not match. */
function recordsIn(text: string): readonly (readonly string[])[] | undefined {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    field.lastIndex = at;
    const found = field.exec(text);
    if (!found) return undefined;
    const [written, quoted, quotedEnd, plain = '', plainEnd = quotedEnd] = found;
    at += written.length;
    const isBlankLine = record.length === 0 && quoted === undefined && plain === '' && plainEnd !== ',';
    if (!isBlankLine) record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (plainEnd === ',' && at === text.length) record.push('');
    if (plainEnd === ',' && at < text.length) continue;
    if (record.length > 0) records.push(record);
    record = [];
  }
  return records;
}
