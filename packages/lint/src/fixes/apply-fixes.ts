import type { SourceFile } from '@backlint/source/source-file';
import type { Finding } from '../finding.ts';
import type { TextEdit } from '../fix.ts';
import { editText } from './edit-text.ts';

/** What became of the findings that have a fix. */
export interface AppliedFixes {
  /** The new text of every file that changes, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: readonly Finding[];
  /** Findings whose fix touches what another one changes: their turn comes when the files were read again. */
  readonly left: readonly Finding[];
}

/** Applies the fixes of findings, in their order, to the files as they were read. A fix happens as a whole or not at all. */
export function applyFixes(findings: readonly Finding[]): AppliedFixes {
  const files = new Map<string, { readonly file: SourceFile; readonly edits: TextEdit[] }>();
  const applied: Finding[] = [];
  const left: Finding[] = [];
  for (const finding of findings) {
    const edits = finding.fix?.edits ?? [];
    if (edits.length === 0) continue;
    if (!fitTogether(edits) || !edits.every(fits)) {
      left.push(finding);
      continue;
    }
    for (const edit of edits) add(edit);
    applied.push(finding);
  }
  const texts = new Map<string, string>();
  for (const [path, { file, edits }] of files) texts.set(path, editText(file.text, edits));
  return { texts, applied, left };

  function fits(edit: TextEdit): boolean {
    const known = files.get(edit.range.file.path);
    if (!known) return true;
    return (
      known.file.text === edit.range.file.text &&
      known.edits.every((other) => isSameEdit(other, edit) || !isInTheWay(other, edit))
    );
  }

  /** An edit that several findings ask for, such as one in a shared module, is made once. */
  function add(edit: TextEdit): void {
    const { file } = edit.range;
    const edits = files.get(file.path)?.edits ?? [];
    if (!edits.some((other) => isSameEdit(other, edit))) edits.push(edit);
    files.set(file.path, { file, edits });
  }
}

function fitTogether(edits: readonly TextEdit[]): boolean {
  return edits.every((edit, index) =>
    edits.slice(0, index).every((other) => {
      const isOneFile = other.range.file.path === edit.range.file.path;
      return !isOneFile || (other.range.file.text === edit.range.file.text && !isInTheWay(other, edit));
    }),
  );
}

/** Also edits that only touch: which of two insertions at one place comes first is nobody's to say. */
function isInTheWay({ range: left }: TextEdit, { range: right }: TextEdit): boolean {
  return left.start <= right.end && right.start <= left.end;
}

function isSameEdit(left: TextEdit, right: TextEdit): boolean {
  return left.range.start === right.range.start && left.range.end === right.range.end && left.text === right.text;
}
