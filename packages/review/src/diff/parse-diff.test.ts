import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangedFile } from './changed-file.ts';
import { parseDiff } from './parse-diff.ts';

describe('what a diff says of a file', () => {
  test.each<[string, string, Partial<ChangedFile>[]]>([
    [
      'a change',
      'diff --git a/x.yaml b/x.yaml\nindex 1..2 100644\n--- a/x.yaml\n+++ b/x.yaml\n@@ -1,2 +1,2 @@ kind: Cluster\n a\n-b\n+c\n',
      [
        {
          status: 'modified',
          path: 'x.yaml',
          hunks: [
            {
              oldStart: 1,
              oldLines: 2,
              newStart: 1,
              newLines: 2,
              lines: [
                { kind: 'context', text: 'a' },
                { kind: 'deleted', text: 'b' },
                { kind: 'added', text: 'c' },
              ],
            },
          ],
        },
      ],
    ],
    [
      'a new file without a newline at its end',
      'diff --git a/n b/n\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n',
      [{ status: 'added', path: 'n' }],
    ],
    [
      'a deleted file',
      'diff --git a/n b/n\ndeleted file mode 100644\n--- a/n\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n',
      [{ status: 'deleted', path: 'n' }],
    ],
    [
      'a rename alone',
      'diff --git a/a b b/c d\nsimilarity index 100%\nrename from a b\nrename to c d\n',
      [{ status: 'renamed', path: 'c d', previousPath: 'a b', hunks: [] }],
    ],
    [
      'a mode',
      'diff --git a/x y b/x y\nold mode 100644\nnew mode 100755\n',
      [{ status: 'modified', path: 'x y', hunks: [] }],
    ],
    [
      'a binary file',
      'diff --git a/i.png b/i.png\nindex 1..2\nBinary files a/i.png and b/i.png differ\n',
      [{ path: 'i.png', hunks: [] }],
    ],
    [
      'a quoted name',
      'diff --git "a/\\303\\244\\t.yaml" "b/\\303\\244\\t.yaml"\n--- "a/\\303\\244\\t.yaml"\n+++ "b/\\303\\244\\t.yaml"\n@@ -1 +1 @@\n-a\n+b\n',
      [{ path: 'ä\t.yaml' }],
    ],
    [
      'lines that look like headers',
      'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--- a/y\n+++ b/z\n+diff --git a/q b/q\n-@@ -1 +1 @@\n',
      [{ path: 'x' }],
    ],
    ['nothing', '', []],
    ['no diff at all', 'hello\n@@ -1 +1 @@\n+a\n', []],
  ])('%s', (_, text, expected) => {
    expect(parseDiff(text)).toMatchObject(expected);
    expect(parseDiff(text)).toHaveLength(expected.length);
  });

  test('a hunk that is cut short ends with the text', () => {
    const [file] = parseDiff('diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n a\n+b');
    expect(file?.hunks[0]?.lines).toEqual([
      { kind: 'context', text: 'a' },
      { kind: 'added', text: 'b' },
    ]);
  });
});

const hasGit = spawnSync('git', ['--version']).status === 0;

test.skipIf(!hasGit)(
  'what git writes, applied to the old text, gives the new one (skipped where there is no git)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'backlint-diff-'));
    const line = fc.constantFrom(
      'a',
      'b',
      '--- a/x',
      '+++ b/x',
      '@@ -1 +1 @@',
      'diff --git a/x b/x',
      '',
      '\\ No',
      '-',
      '+',
    );
    const text = fc
      .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
      .map(([lines, ends]) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''));
    try {
      fc.assert(
        fc.property(text, text, (before, after) => {
          writeFileSync(`${folder}/a`, before);
          writeFileSync(`${folder}/b`, after);
          const { stdout } = spawnSync('git', ['diff', '--no-index', '-U1', 'a', 'b'], {
            cwd: folder,
            encoding: 'utf8',
          });
          expect(applied(before, parseDiff(stdout)[0])).toEqual(linesIn(after));
        }),
        { numRuns: 60 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

function linesIn(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The lines after the change; a last line without a newline counts like any other. */
function applied(before: string, file: ChangedFile | undefined): readonly string[] {
  const old = linesIn(before);
  const lines: string[] = [];
  let at = 0;
  for (const hunk of file?.hunks ?? []) {
    const start = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
    lines.push(...old.slice(at, start));
    lines.push(...hunk.lines.filter(({ kind }) => kind !== 'deleted').map(({ text }) => text));
    at = start + hunk.oldLines;
  }
  lines.push(...old.slice(at));
  return lines;
}
