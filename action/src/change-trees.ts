import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Forge, TreeEntry } from '@backlint/forge/forge';
import type { PullRequestAt } from '@backlint/forge/pull-request-state';
import type { ChangedFile } from '@backlint/review/diff/changed-file';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { SourceFile } from '@backlint/source/source-file';
import { compareText, type SourceTree } from '@backlint/source/source-tree';
import { decodeText } from 'backlint/decode-text';
import { commitTrees } from 'backlint/git/commit-trees';
import { pathDiagnostic } from 'backlint/path-diagnostic';
import { usuallyRead } from 'backlint/usually-read';
import type { EventPullRequest } from './runner-facts.ts';

/** The two sides of a pull request, and what lies between them. */
export interface ChangeTrees {
  readonly base: SourceTree;
  readonly head: SourceTree;
  readonly files: readonly ChangedFile[];
}

/** The files before and after, or why they cannot be told. */
export type ChangeTreesRead = ChangeTrees | { readonly message: string };

/**
 * Reads both sides from git's own store where the checkout has their commits, else from the forge. Nothing is checked out,
 * so that no file of a stranger is ever run or followed.
 */
export async function readChangeTrees(
  workspace: string,
  { baseCommit, headCommit }: EventPullRequest,
  at: PullRequestAt,
  forge: Forge | undefined,
): Promise<ChangeTreesRead> {
  const found = commitTrees(workspace, { base: baseCommit, head: headCommit });
  if (!('message' in found)) return { base: found.base, head: found.head, files: found.change.files };
  if (!forge) return { message: `${found.message} Check out with fetch-depth: 0, or give the Action a token.` };
  const changes = await forge.readChanges(at);
  const mergeBase = await forge.readMergeBase(at, await forge.readPullRequest(at));
  const base = await treeOf(forge, at, mergeBase, workspace);
  const head = await treeOf(forge, at, headCommit, workspace);
  if (base && head && changes.isComplete) return { base, head, files: changes.files };
  return { message: 'The forge lists some of the files only. Check out with fetch-depth: 0.' };
}

const largest = 1024 * 1024;
const mostRequests = 500;

/**
 * The files of a commit; undefined where the forge does not list them all. Those that the checkout has with the same contents are
 * read there; git's hash tells.
 */
async function treeOf(
  forge: Forge,
  at: PullRequestAt,
  commit: string,
  workspace: string,
): Promise<SourceTree | undefined> {
  const { entries, isComplete } = await forge.readTree(at, commit);
  if (!isComplete) return undefined;
  const files = entries.filter(({ kind }) => kind === 'file');
  const read = new Map<string, SourceFile | Diagnostic>();
  let requests = 0;
  for (const entry of files.filter(({ path }) => usuallyRead.test(path))) {
    read.set(entry.path, await readEntry(entry));
  }
  return { paths: files.map(({ path }) => path).sort(compareText), read: (path) => read.get(path) };

  async function readEntry(entry: TreeEntry): Promise<SourceFile | Diagnostic> {
    const { path, id, size } = entry;
    if (size > largest) {
      return pathDiagnostic('limit-size', path, 'This file is larger than 1 MiB, so it was not read. Split it.');
    }
    const own = ownCopy(workspace, entry);
    if (own) return decodeText(own, path);
    if (requests++ < mostRequests) return decodeText(await forge.readBlob(at, id), path);
    const message = `More than ${mostRequests} files would have to be fetched, so this one was not read. Check out with fetch-depth: 0.`;
    return pathDiagnostic('limit-requests', path, message);
  }
}

function ownCopy(workspace: string, { path, id }: TreeEntry): Buffer | undefined {
  try {
    const bytes = readFileSync(join(workspace, path));
    const hash = createHash(id.length === 64 ? 'sha256' : 'sha1')
      .update(`blob ${bytes.length}\0`)
      .update(bytes)
      .digest('hex');
    return hash === id ? bytes : undefined;
  } catch {
    return undefined;
  }
}
