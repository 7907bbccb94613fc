import { createHash } from 'node:crypto';
import { structuredPatch } from 'diff';
import type { Files, Repository } from './world.ts';

/** The name that git gives to a file's contents. */
export function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Adds a commit to a repository and answers with its id. */
export function commit(repository: Repository, files: Files, parent: string | undefined): string {
  const content = JSON.stringify([Object.entries(files).sort(), parent, repository.commits.size]);
  const id = createHash('sha1').update(content).digest('hex');
  repository.commits.set(id, { files, parent });
  return id;
}

/** The files of a commit; undefined where there is no such commit. */
export function filesOf(repository: Repository, id: string): Files | undefined {
  return repository.commits.get(id)?.files;
}

/** A file that two commits have not in common. */
export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  readonly hunks: readonly HunkText[];
}

interface HunkText {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

/** What lies between two commits, in the order of paths. */
export function changesBetween(before: Files, after: Files): readonly FileChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths.flatMap((path): readonly FileChange[] => {
    const [old, now] = [before[path], after[path]];
    if (old === now) return [];
    const { hunks } = structuredPatch(path, path, old ?? '', now ?? '', '', '', { context: 3 });
    // Where a side has no lines, git names the line before.
    for (const hunk of hunks) {
      if (hunk.oldLines === 0) hunk.oldStart--;
      if (hunk.newLines === 0) hunk.newStart--;
    }
    return [{ path, status: old === undefined ? 'added' : now === undefined ? 'removed' : 'modified', hunks }];
  });
}

/** The hunks of a file as a patch shows them. */
export function patchText({ hunks }: FileChange): string {
  const texts = hunks.map(
    ({ oldStart, oldLines, newStart, newLines, lines }) =>
      `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@\n${lines.join('\n')}`,
  );
  return texts.join('\n');
}

/** The changes as `git diff` shows them. */
export function diffText(changes: readonly FileChange[]): string {
  return changes
    .map((change) => {
      const { path, status } = change;
      const mode =
        status === 'added' ? 'new file mode 100644\n' : status === 'removed' ? 'deleted file mode 100644\n' : '';
      const old = status === 'added' ? '/dev/null' : `a/${path}`;
      const now = status === 'removed' ? '/dev/null' : `b/${path}`;
      return `diff --git a/${path} b/${path}\n${mode}--- ${old}\n+++ ${now}\n${patchText(change)}\n`;
    })
    .join('');
}

/** Whether the diff shows all of these lines of the new side in one hunk. */
export function isShown(changes: readonly FileChange[], path: string, first: number, last: number): boolean {
  const hunks = changes.find((change) => change.path === path)?.hunks ?? [];
  return hunks.some(({ newStart, newLines }) => newStart <= first && last < newStart + newLines);
}

/** Where a line of one text is in another; undefined where it is not there any more. */
export function lineIn(before: string, after: string, line: number): number | undefined {
  const { hunks } = structuredPatch('x', 'x', before, after, '', '', { context: 0 });
  let shift = 0;
  for (const { oldStart, oldLines, newLines } of hunks) {
    if (line < oldStart || (oldLines === 0 && line <= oldStart)) break;
    if (line < oldStart + oldLines) return undefined;
    shift += newLines - oldLines;
  }
  return line + shift;
}
