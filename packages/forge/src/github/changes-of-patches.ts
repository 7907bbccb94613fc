import { parseDiff } from '@backlint/review/diff/parse-diff';
import type { Changes } from '../forge.ts';

/** A changed file as GitHub lists it. */
interface ListedFile {
  readonly filename: string;
  readonly previous_filename?: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  readonly changes: number;
  readonly patch?: string;
}

/** The changes of a list of files; GitHub leaves out the patches of files that it finds too large, and of binary ones. */
export function changesOfPatches(listed: readonly ListedFile[]): Omit<Changes, 'isComplete'> {
  return {
    files: listed.map(({ filename: path, previous_filename: previousPath, status, patch = '' }) => ({
      status: statuses[status],
      path,
      ...(status === 'renamed' && previousPath !== undefined ? { previousPath } : {}),
      hunks: parseDiff(`diff --git a/x b/x\n${patch}\n`).flatMap(({ hunks }) => hunks),
    })),
    withoutLines: listed
      .filter(({ patch, status, changes }) => patch === undefined && (changes > 0 || status === 'modified'))
      .map(({ filename }) => filename),
  };
}

const statuses = {
  added: 'added',
  removed: 'deleted',
  modified: 'modified',
  renamed: 'renamed',
  copied: 'added',
  changed: 'modified',
  unchanged: 'modified',
} as const;
