import type { ChangedFile } from '@backlint/review/diff/changed-file';
import { parseDiff } from '@backlint/review/diff/parse-diff';
import { runGit } from './run-git.ts';

/** The commits that a review compares, and what lies between them. */
export interface BranchChange {
  /** The root of the repository. */
  readonly root: string;
  /** The last commit that both sides share. */
  readonly base: string;
  readonly head: string;
  readonly branch: string;
  readonly files: readonly ChangedFile[];
}

/** Finds what the head of a branch changes since it left its base; a message says why that cannot be told. */
export function branchChange(
  cwd: string,
  refs: { readonly base?: string | undefined; readonly head?: string | undefined },
): BranchChange | { readonly message: string } {
  const root = lineOf(cwd, ['rev-parse', '--show-toplevel']);
  if ('message' in root) return { message: `this is no git repository (${root.message}).` };
  const head = commitOf(root.line, refs.head ?? 'HEAD');
  if ('message' in head) return head;
  const against = refs.base === undefined ? defaultBase(root.line) : commitOf(root.line, refs.base);
  if ('message' in against) return against;
  const base = lineOf(root.line, ['merge-base', against.line, head.line]);
  if ('message' in base) {
    return { message: 'base and head share no commit: fetch more of the history, or name another --base.' };
  }
  const diff = runGit(root.line, ['diff', '--no-color', '--no-ext-diff', '--no-textconv', '-M', base.line, head.line]);
  if (diff.kind === 'problem') return { message: diff.message };
  const branch = lineOf(root.line, ['rev-parse', '--abbrev-ref', refs.head ?? 'HEAD']);
  return {
    root: root.line,
    base: base.line,
    head: head.line,
    branch: 'line' in branch && branch.line !== '' ? branch.line : (refs.head ?? 'HEAD'),
    files: parseDiff(diff.bytes.toString('utf8')),
  };
}

type Line = { readonly line: string } | { readonly message: string };

function lineOf(folder: string, args: readonly string[]): Line {
  const answer = runGit(folder, args);
  return answer.kind === 'output' ? { line: answer.bytes.toString('utf8').trimEnd() } : { message: answer.message };
}

/** A name that begins with a hyphen would be an option to git. */
function commitOf(folder: string, ref: string): Line {
  const found = lineOf(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  return 'message' in found ? { message: `there is no commit "${ref}" here.` } : found;
}

function defaultBase(folder: string): Line {
  for (const ref of ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']) {
    const found = commitOf(folder, ref);
    if ('line' in found) return found;
  }
  return { message: 'there is no main or master to compare with: say --base REF.' };
}
