import type { TreeEntry } from './forge.ts';

/** An entry of a git tree, as all forges list it. */
export interface GitEntry {
  readonly path?: string | undefined;
  readonly mode?: string | undefined;
  readonly type?: string | undefined;
  readonly sha?: string | undefined;
  readonly size?: number | undefined;
}

/** What an entry of a git tree is; folders are none. */
export function entryOf({ path, mode, type, sha, size = 0 }: GitEntry): readonly TreeEntry[] {
  if (path === undefined || sha === undefined) return [];
  if (type === 'commit') return [{ path, kind: 'submodule', id: sha, size }];
  if (type !== 'blob') return [];
  return [{ path, kind: mode === '120000' ? 'link' : 'file', id: sha, size }];
}
