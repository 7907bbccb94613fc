import type { Comment } from '@backlint/source/comment';
import { lineStarts, startPosition } from '@backlint/source/position';
import type { SourceFile } from '@backlint/source/source-file';
import type { LineScope } from './ignore.ts';

/** The lines a comment is about; see `readIgnoreComment`. */
export function scopeOfComment({ range }: Comment): LineScope {
  const { file } = range;
  const own = startPosition(range).line;
  if (/\S/.test(lineAt(file, own).slice(0, startPosition(range).column - 1))) {
    return { kind: 'lines', path: file.path, first: own, last: own };
  }
  const count = lineStarts(file).length;
  let first = own + 1;
  while (first <= count && isIdle(lineAt(file, first))) first++;
  if (first > count) return { kind: 'lines', path: file.path, first: own, last: own };
  const isWhole = startsDocument(file, own);
  let last = first;
  for (let line = first + 1; line <= count; line++) {
    const text = lineAt(file, line);
    if (/^(---|\.\.\.)(\s|$)/.test(text)) break;
    if (isIdle(text)) continue;
    if (!isWhole && indentOf(text) <= indentOf(lineAt(file, first)) && !/^\s*[)\]}]/.test(text)) break;
    last = line;
  }
  return { kind: 'lines', path: file.path, first, last };
}

function lineAt(file: SourceFile, line: number): string {
  const starts = lineStarts(file);
  return file.text.slice(starts[line - 1] ?? file.text.length, starts[line] ?? file.text.length).replace(/\r?\n$/, '');
}

/** Blank, or a comment. */
function isIdle(text: string): boolean {
  return /^\s*(#|\/\/|$)/.test(text);
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** Whether nothing but comments stands between a line and the start of its YAML document. */
function startsDocument(file: SourceFile, line: number): boolean {
  if (!/\.ya?ml$/.test(file.path)) return false;
  for (let above = line - 1; above >= 1; above--) {
    const text = lineAt(file, above);
    if (/^---(\s|$)/.test(text)) return true;
    if (!isIdle(text)) return false;
  }
  return true;
}
