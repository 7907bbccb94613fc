import { type Dirent, opendirSync, realpathSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Diagnostic } from '@backlint/source/diagnostic';
import { errorCodeOf, pathDiagnostic } from './path-diagnostic.ts';

/** What lies under a folder. All paths are relative to it, with `/`. */
export interface Walk {
  /** Every file by its path: the real path to read it from, or why it cannot be read. */
  readonly files: Map<string, string | Diagnostic>;
  /** Links to files that are in `files` under their real path: those real paths. */
  readonly hiddenLinks: Map<string, string>;
  /** Links to folders: the real paths of the folders. */
  readonly folderLinks: Map<string, string>;
  /** Whatever kept files from being found at all. */
  readonly diagnostics: Diagnostic[];
}

/** Folders (and links to them) whose files are copies, or not meant for people. */
const skippedNames: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform']);

/** Names that backlint reads: only with these does it matter that something is no readable file. */
const nameThatMatters = /\.(?:ya?ml|json|tf|tofu|tfvars|hcl)$|^kustomization$/i;

/** Walks a folder, given by its real path, in the same order on every machine. It opens folders and never a file. */
export function walkFolder(root: string, maximumEntries: number): Walk {
  const walk: Walk = { files: new Map(), hiddenLinks: new Map(), folderLinks: new Map(), diagnostics: [] };
  const waiting = [''];
  let left = maximumEntries;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = listFolder(root, folder, left, walk);
    left -= entries.length;
    if (left < 0) {
      const message = `There are more than ${maximumEntries} files and folders; what is in here was not read, nor what would come after it. Check a smaller folder.`;
      walk.diagnostics.push(pathDiagnostic('limit-files', folder || '.', message));
      break;
    }
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(path);
      else place(entry, path, root, walk);
    }
  }
  return walk;
}

/** What matters in a folder, in descending order of names, and one more than `maximum` where there are too many. */
function listFolder(root: string, folder: string, maximum: number, { diagnostics }: Walk): Dirent[] {
  const entries: Dirent[] = [];
  try {
    const directory = opendirSync(join(root, folder), { bufferSize: 1024 });
    try {
      for (let entry = directory.readSync(); entry && entries.length <= maximum; entry = directory.readSync()) {
        if (!skippedNames.has(entry.name)) entries.push(entry);
      }
    } finally {
      directory.closeSync();
    }
  } catch (error) {
    const message = `This folder cannot be listed (${errorCodeOf(error)}), so nothing in it was read.`;
    diagnostics.push(pathDiagnostic('path-unreadable', folder || '.', message));
  }
  return entries.sort((left, right) => (left.name < right.name ? 1 : -1));
}

function place(entry: Dirent, path: string, root: string, walk: Walk): void {
  if (entry.name.includes('\uFFFD')) placeUnreadableName(path, walk);
  else if (entry.isFile()) walk.files.set(path, path);
  else if (entry.isSymbolicLink()) placeLink(path, root, walk);
  else if (matters(path)) walk.files.set(path, notAFile(path));
}

/** Two such names can look the same, so neither can be a path of the tree. */
function placeUnreadableName(path: string, { diagnostics }: Walk): void {
  const message = 'The name of this file is not UTF-8, so it was not read. Rename it.';
  if (matters(path)) diagnostics.push(pathDiagnostic('path-encoding', path, message));
}

function placeLink(path: string, root: string, walk: Walk): void {
  const target = targetOf(join(root, path), root);
  if (target.kind === 'broken') {
    const message = `This link leads nowhere (${target.code}), so there was nothing to read.`;
    if (matters(path)) walk.files.set(path, pathDiagnostic('path-symlink-broken', path, message));
  } else if (target.kind === 'outside') {
    const message =
      'This link leads out of the folder that is checked, so it was not followed. Check a folder that holds both ends.';
    const diagnostic = pathDiagnostic('path-symlink-outside', path, message);
    if (target.stats.isDirectory()) walk.diagnostics.push(diagnostic);
    else if (matters(path)) walk.files.set(path, diagnostic);
  } else if (target.stats.isDirectory()) walk.folderLinks.set(path, target.path);
  else if (target.stats.isFile()) placeLinkToFile(path, target.path, walk);
  else if (matters(path)) walk.files.set(path, notAFile(path));
}

/** A file is one file however many links lead to it: its objects must not appear to be declared twice. */
function placeLinkToFile(path: string, realPath: string, { files, hiddenLinks }: Walk): void {
  const isListedItself = matters(realPath) && !realPath.split('/').some((name) => skippedNames.has(name));
  if (matters(path) && !isListedItself) files.set(path, realPath);
  else hiddenLinks.set(path, realPath);
}

type Target =
  | { readonly kind: 'inside'; readonly path: string; readonly stats: Stats }
  | { readonly kind: 'outside'; readonly stats: Stats }
  | { readonly kind: 'broken'; readonly code: string };

function targetOf(link: string, root: string): Target {
  try {
    const real = realpathSync.native(link);
    const stats = statSync(real);
    const fromRoot = relative(root, real);
    const isOutside = fromRoot === '..' || fromRoot.startsWith(`..${sep}`) || isAbsolute(fromRoot);
    return isOutside ? { kind: 'outside', stats } : { kind: 'inside', path: fromRoot.split(sep).join('/'), stats };
  } catch (error) {
    return { kind: 'broken', code: errorCodeOf(error) };
  }
}

function matters(path: string): boolean {
  return nameThatMatters.test(path.slice(path.lastIndexOf('/') + 1));
}

function notAFile(path: string): Diagnostic {
  return pathDiagnostic(
    'path-not-a-file',
    path,
    'This is a pipe, a socket or a device and no file, so it was not opened.',
  );
}
