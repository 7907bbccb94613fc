import type { Forge, TreeEntry } from '@backlint/forge/forge';
import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import pLimit from 'p-limit';
import type { TreeFile } from '../engine/question.ts';
import type { BlobCache } from './blob-cache.ts';

/** Reads the files of commits of one repository through its forge, never by a checkout. */
export interface CommitReader {
  readFiles(commit: string): Promise<CommitFiles>;
  /** Adds the contents of these files to `contents`; null for those that are over a limit. */
  readContents(files: readonly TreeFile[], contents: Map<string, Uint8Array | null>): Promise<void>;
}

/** The files of a commit, and the links among them, which are never followed. */
export interface CommitFiles {
  readonly files: readonly TreeFile[];
  readonly links: readonly TreeFile[];
  /** False where the forge does not list them all, or there are too many. */
  readonly isComplete: boolean;
}

/** Bytes of a file, as `backlint check` takes them. */
const largestFile = 1024 ** 2;
/** Limits of one review. */
const mostFiles = 100_000;
const mostContents = 5_000;
const mostBytes = 64 * 1024 ** 2;
const atOnce = 8;

/** A reader for one piece of work. `where` names the repository in the cache. */
export function commitReader(
  forge: Pick<Forge, 'readTree' | 'readBlob'>,
  repository: RepositoryAt,
  { where, cache }: { readonly where: string; readonly cache: BlobCache },
): CommitReader {
  let bytesLeft = mostBytes;
  let contentsLeft = mostContents;
  const limit = pLimit(atOnce);
  const read = new Map<string, Promise<Uint8Array | null>>();

  /** What is asked for again, with another question about the same commits, counts once. */
  function contentsOf(file: TreeFile): Promise<Uint8Array | null> {
    const known = read.get(file.id) ?? limit(readContents, file);
    read.set(file.id, known);
    return known;
  }

  async function readContents({ id, size }: TreeFile): Promise<Uint8Array | null> {
    if (size > largestFile || size > bytesLeft || contentsLeft <= 0) return null;
    bytesLeft -= size;
    contentsLeft--;
    const known = cache.blobs.get(`${where} ${id}`);
    if (known) return known;
    const bytes = await forge.readBlob(repository, id);
    if (bytes.length > largestFile) return null;
    cache.blobs.set(`${where} ${id}`, bytes);
    return bytes;
  }

  return {
    async readFiles(commit) {
      const known = cache.trees.get(`${where} ${commit}`);
      const tree = known ?? (await forge.readTree(repository, commit));
      if (!known) cache.trees.set(`${where} ${commit}`, tree);
      const entries = (wanted: TreeEntry['kind']) =>
        tree.entries.flatMap(({ kind, path, id, size }) => (kind === wanted ? [{ path, id, size }] : []));
      const files = entries('file');
      return {
        files: files.slice(0, mostFiles),
        links: entries('link'),
        isComplete: tree.isComplete && files.length <= mostFiles,
      };
    },
    async readContents(files, contents) {
      const missing = [...new Map(files.map((file) => [file.id, file])).values()].filter(({ id }) => !contents.has(id));
      await Promise.all(missing.map(async (file) => void contents.set(file.id, await contentsOf(file))));
    },
  };
}
