import { known } from '@backlint/source/value';
import type { Database } from '../../database.ts';
import type { WalArchive } from '../../protection.ts';
import type { JobProgram, ProgramWord } from './job-program.ts';

/** The words of a job by the pieces that they are made of: names, and segments of paths. */
export type Mentions = ReadonlyMap<string, ProgramWord>;

/** Sorts the words and variables of a job by their pieces. */
export function mentionsOf({ words, variables }: JobProgram): Mentions {
  const mentions = new Map<string, ProgramWord>();
  for (const word of [...words, ...variables.values()]) {
    for (const piece of piecesOf(word.text)) if (!mentions.has(piece)) mentions.set(piece, word);
  }
  return mentions;
}

/** Where a job names a database by its own name, its server name, or the folder of its archive. */
export function archiveMention(
  database: Database,
  archives: readonly WalArchive[],
  program: JobProgram,
  mentions: Mentions,
): ProgramWord | undefined {
  const { servers = [], folders = [] } = namesByDatabase(archives).get(database) ?? {};
  const names = [known(database.name) ?? '', ...servers];
  return (
    names.flatMap((name) => mentions.get(name) ?? [])[0] ??
    folders.flatMap((folder) => (mentions.has(folder.name) ? (folderMention(folder, program) ?? []) : []))[0]
  );
}

/** By what a job can name the archives of a database. */
interface ArchiveNames {
  readonly servers: string[];
  readonly folders: Folder[];
}

/** A folder with archives in it. */
interface Folder {
  readonly name: string;
  readonly servers: Set<string>;
  readonly databases: Set<Database>;
}

// Every job asks for the names of every database.
const namesOfArchives = new WeakMap<readonly WalArchive[], ReadonlyMap<Database, ArchiveNames>>();

function namesByDatabase(archives: readonly WalArchive[]): ReadonlyMap<Database, ArchiveNames> {
  const done = namesOfArchives.get(archives);
  if (done) return done;
  const names = new Map<Database, ArchiveNames>();
  const folders = new Map<string, Folder>();
  for (const archive of archives) {
    const { database } = archive;
    const own = names.get(database) ?? { servers: [], folders: [] };
    names.set(database, own);
    const server = known(archive.serverName);
    if (server !== undefined) own.servers.push(server);
    const name = folderOf(archive);
    if (name === undefined) continue;
    const folder = folders.get(name) ?? { name, servers: new Set(), databases: new Set() };
    folders.set(name, folder);
    folder.databases.add(database);
    if (server !== undefined) folder.servers.add(server);
    own.folders.push(folder);
  }
  namesOfArchives.set(archives, names);
  return names;
}

/** Where a job names a folder that several share as a whole, and not what one of them keeps in it; else where at all. */
function folderMention({ name, servers, databases }: Folder, program: JobProgram): ProgramWord | undefined {
  return [...program.words, ...program.variables.values()].find(({ text }) => {
    const pieces = piecesOf(text);
    const at = pieces.indexOf(name);
    const next = pieces[at + 1];
    const isPart = next !== undefined && (servers.has(next) || next.startsWith('$'));
    return at !== -1 && (databases.size === 1 || !isPart);
  });
}

function folderOf({ destination }: WalArchive): string | undefined {
  const path = destination.kind === 'resolved' ? known(destination.to.path) : undefined;
  const segments = (path ?? '')
    .replace(/^[a-z0-9]+:\/\//, '')
    .split('/')
    .filter((segment) => segment !== '');
  // The first segment is the bucket, which many databases share.
  return segments.length > 1 ? segments.at(-1) : undefined;
}

function piecesOf(text: string): readonly string[] {
  return text.split(/[\s/=,:@"'{}()]+/).filter((piece) => piece !== '');
}
