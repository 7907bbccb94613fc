import type { ChangedFile, Hunk, HunkLine } from './changed-file.ts';
import { readDiffPath } from './read-diff-path.ts';

/**
 * Reads a unified diff as git writes it (`git diff`, the `.diff` of GitHub, Forgejo and Gitea). Lines that belong to no
 * file are passed over, and a hunk that is cut short ends where the text does: nothing here throws.
 */
export function parseDiff(text: string): readonly ChangedFile[] {
  const files: ChangedFile[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; ) {
    if (!lines[at]?.startsWith('diff --git ')) {
      at++;
      continue;
    }
    const header = readHeader(lines, at);
    const body = readHunks(lines, header.next);
    files.push({ ...header.file, hunks: body.hunks });
    at = body.next;
  }
  return files;
}

type FileHeader = Omit<ChangedFile, 'hunks'>;

function readHeader(lines: readonly string[], start: number): { readonly file: FileHeader; readonly next: number } {
  const fields = new Map<string, string>();
  let at = start + 1;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('@@ ') || line.startsWith('diff --git ')) break;
    const field = headerLine.exec(line)?.groups;
    if (field?.name !== undefined) fields.set(field.name, field.value ?? '');
  }
  return { file: fileOf(lines[start] ?? '', fields), next: at };
}

const headerLine =
  /^(?<name>new file|deleted file|rename from|rename to|copy to|---|\+\+\+)(?: mode)? (?<value>.*?)\r?$/;

function fileOf(first: string, fields: ReadonlyMap<string, string>): FileHeader {
  const from = readDiffPath(fields.get('rename from') ?? '', '');
  const to = readDiffPath(fields.get('rename to') ?? '', '');
  if (from !== undefined && to !== undefined) return { status: 'renamed', path: to, previousPath: from };
  const before = readDiffPath(fields.get('---') ?? '', 'a/');
  const after = readDiffPath(fields.get('+++') ?? '', 'b/');
  const path = after ?? before ?? readDiffPath(fields.get('copy to') ?? '', '') ?? pathOfFirstLine(first);
  if (fields.has('new file') || fields.has('copy to')) return { status: 'added', path };
  return { status: fields.has('deleted file') ? 'deleted' : 'modified', path };
}

/** Where only the first line names the file, both names are the same. */
function pathOfFirstLine(line: string): string {
  const names = line.slice('diff --git '.length).trimEnd();
  return readDiffPath(names.slice((names.length + 1) / 2), 'b/') ?? names;
}

function readHunks(
  lines: readonly string[],
  start: number,
): { readonly hunks: readonly Hunk[]; readonly next: number } {
  const hunks: Hunk[] = [];
  let at = start;
  while (at < lines.length && !lines[at]?.startsWith('diff --git ')) {
    const numbers = hunkHeader.exec(lines[at] ?? '')?.groups;
    at++;
    if (!numbers) continue;
    const range = {
      oldStart: Number(numbers.oldStart),
      oldLines: Number(numbers.oldLines ?? 1),
      newStart: Number(numbers.newStart),
      newLines: Number(numbers.newLines ?? 1),
    };
    const body = readBody(lines, at, range);
    hunks.push({ ...range, lines: body.lines });
    at = body.next;
  }
  return { hunks, next: at };
}

const hunkHeader = /^@@ -(?<oldStart>\d+)(?:,(?<oldLines>\d+))? \+(?<newStart>\d+)(?:,(?<newLines>\d+))? @@/;

/** The header counts the lines, so that a line of the file that looks like a header is none. */
function readBody(
  lines: readonly string[],
  start: number,
  { oldLines, newLines }: Pick<Hunk, 'oldLines' | 'newLines'>,
): { readonly lines: readonly HunkLine[]; readonly next: number } {
  const body: HunkLine[] = [];
  let [old, now, at] = [oldLines, newLines, start];
  for (; at < lines.length && (old > 0 || now > 0); at++) {
    const line = lines[at] ?? '';
    const kind = kinds[line[0] ?? ' '];
    if (kind === undefined) {
      if (line.startsWith('\\')) continue;
      break;
    }
    body.push({ kind, text: line.slice(1) });
    if (kind !== 'added') old--;
    if (kind !== 'deleted') now--;
  }
  return { lines: body, next: at };
}

const kinds: Readonly<Record<string, HunkLine['kind'] | undefined>> = { ' ': 'context', '+': 'added', '-': 'deleted' };
