import { lineStarts, startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import type { TextEdit } from '../fix.ts';
import { lineAround } from './line-around.ts';

/** The removal of a line, and the comment that stood at its end. */
export interface LineRemoval {
  readonly edit: TextEdit;
  /** With its marker; empty where there was none. */
  readonly comment: string;
}

/** Removes the line of a setting from YAML in block style or from HCL, with the key above it where that has nothing else. */
export function lineRemoval(value: Range): LineRemoval | undefined {
  const { file } = value;
  const line = lineAround(value);
  const own = /^( *)(?:[\w-]+:|[\w-]+ *=) *$/.exec(line?.before ?? '');
  const rest = /^[ \t]*(?:(#.*?)[ \t]*)?$/.exec(line?.after ?? '');
  if (!line || !own || !rest) return undefined;
  const indent = own[1]?.length ?? 0;
  const end = endOfBreak(file.text, line.end);
  const parent = lonelyParent(value, indent, end);
  const range = { file, start: parent?.start ?? line.start, end: parent?.end ?? end };
  return { edit: { range, text: '' }, comment: rest[1] ?? '' };
}

/** The line above, with the brace below, where it holds this line only. */
function lonelyParent({ file, start }: Range, indent: number, end: number) {
  const number = startPosition({ file, start, end: start }).line;
  const from = lineStarts(file)[number - 2];
  const to = lineStarts(file)[number - 1];
  if (from === undefined || to === undefined) return undefined;
  const above = /^( *)[\w-]+(:|(?: *=)? *\{)[ \t]*\r?\n$/.exec(file.text.slice(from, to));
  const depth = above?.[1]?.length ?? 0;
  if (!above || depth >= indent) return undefined;
  const below = file.text.slice(end);
  if (above[2]?.endsWith('{')) {
    const brace = /^ *\}[ \t]*(?:\r?\n|$)/.exec(below);
    return brace ? { start: from, end: end + brace[0].length } : undefined;
  }
  const next = /^(?:[ \t]*\r?\n)*( *)(?=\S|$)/.exec(below);
  const isAlone = next !== null && ((next[1]?.length ?? 0) <= depth || end + next[0].length >= file.text.length);
  return isAlone && !/^\s*#/.test(below) ? { start: from, end } : undefined;
}

function endOfBreak(text: string, end: number): number {
  return end + (/^\r?\n/.exec(text.slice(end))?.[0].length ?? 0);
}
