import { posix } from 'node:path';
import { usuallyRead } from 'backlint/usually-read';
import type { CommitFiles, CommitReader } from './read-commit.ts';

/** More links than these, brought by one change, are not looked after, and so not trusted. */
const mostLinks = 20;

/**
 * The paths of links that a change brings and that stand where a file would be read, though what they lead to is read by no name
 * of its own: links are not followed here, but they are where the files are used.
 */
export async function linksAstray(
  { base, head }: { readonly base: CommitFiles; readonly head: CommitFiles },
  reader: Pick<CommitReader, 'readContents'>,
): Promise<readonly string[]> {
  const before = new Set(base.links.map(({ path, id }) => `${id} ${path}`));
  const brought = head.links.filter(({ path, id }) => usuallyRead.test(path) && !before.has(`${id} ${path}`));
  const targets = new Map<string, Uint8Array | null>();
  await reader.readContents(brought.slice(0, mostLinks), targets);
  const read = new Set(head.files.map(({ path }) => path).filter((path) => usuallyRead.test(path)));
  const isAstray = ({ path, id }: (typeof brought)[number]) => {
    const target = Buffer.from(targets.get(id) ?? []).toString();
    return target.startsWith('/') || !read.has(posix.join(posix.dirname(path), target));
  };
  return brought.filter(isAstray).map(({ path }) => path);
}
