import type { Read } from '@backlint/source/diagnostic';
import { startOf } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import { readJsonBody } from './json/json-body.ts';
import { limits } from './limits.ts';
import { Cursor } from './syntax/cursor.ts';
import { parseTopLevel } from './syntax/parse-body.ts';
import type { HclFile } from './syntax-tree.ts';

/**
 * Parses HCL native syntax, accepting exactly what Terraform accepts, or Terraform's JSON syntax in a file whose name
 * ends with `.json`. What cannot be read is a diagnostic where it stands; reading goes on with the next item.
 */
export function parseHcl(file: SourceFile): Read<HclFile> {
  if (file.text.length > limits.fileLength) return refusal(file);
  if (file.path.endsWith('.json')) return readJsonBody(file);
  const first = parseOnce(file, false);
  const { cursor, body } = first.cursor.unclosedAt !== undefined ? parseOnce(file, true) : first;
  return { result: { ...body, comments: cursor.comments }, diagnostics: cursor.diagnostics };
}

/** Braces that do not match would nest the rest of the file in one block, so such a file is read a second time. */
function parseOnce(file: SourceFile, isHoisting: boolean) {
  const cursor = new Cursor({ file, text: file.text });
  cursor.isHoisting = isHoisting;
  if (file.text.startsWith('\ufeff')) cursor.end = 1;
  return { cursor, body: parseTopLevel(cursor) };
}

function refusal(file: SourceFile): Read<HclFile> {
  const at = startOf(file);
  const message = `the file is longer than ${limits.fileLength / 1024} KiB, so it is not read`;
  const body = { attributes: new Map(), blocks: [], comments: [], isComplete: false, range: at };
  return { result: body, diagnostics: [{ code: 'limit-size', message, at }] };
}
