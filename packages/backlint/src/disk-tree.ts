import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '@backlint/source/diagnostic';
import { compareText, type SourceTree } from '@backlint/source/source-tree';
import { readTextFile } from './read-text-file.ts';
import { walkFolder } from './walk-folder.ts';

/** The files under one folder of a disk. */
export interface DiskTree extends SourceTree {
  /** What hid files from the tree: folders that cannot be listed, links that leave the root, a limit that was reached. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The files under a folder, each listed once, under its real path. They are read when asked for, and afresh each time. A
 * link that stays under the root can be read through, and is listed only where what it leads to is not. Links that leave
 * the root, pipes, devices and files over the limit are diagnostics, and never opened. Throws where the folder itself
 * does not exist.
 */
export function diskTree(root: string, { maximumEntries = 100_000 } = {}): DiskTree {
  const realRoot = realpathSync.native(root);
  const { files, hiddenLinks, folderLinks, diagnostics } = walkFolder(realRoot, maximumEntries);
  return { paths: [...files.keys()].sort(compareText), read, diagnostics };

  function read(path: string) {
    const realPath = withoutFolderLinks(path, folderLinks);
    const found = files.get(realPath) ?? hiddenLinks.get(realPath);
    return typeof found === 'string' ? readTextFile(join(realRoot, found), path) : found;
  }
}

/** Real folders have no links in them, so each round leaves less of the path to look at. */
function withoutFolderLinks(path: string, folderLinks: ReadonlyMap<string, string>): string {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    const folder = folderLinks.get(path.slice(0, slash));
    if (folder === undefined) continue;
    const rest = path.slice(slash + 1);
    return folder === '' ? withoutFolderLinks(rest, folderLinks) : withoutFolderLinks(`${folder}/${rest}`, folderLinks);
  }
  return path;
}
