import { known, type Link, type Value } from '@backlint/source/value';
import type { Database } from '../../database.ts';
import type { WalArchive } from '../../protection.ts';
import type { JobSurroundings } from './cron-jobs.ts';
import type { JobProgram, ProgramWord } from './job-program.ts';

/** The databases a job is about, and why the list may be longer than what is named. */
export interface Coverage {
  readonly links: readonly Link<Database>[];
  readonly unknown?: string;
}

/**
 * The databases that a job's words and variables name: by cluster name or one of its services (`orders-rw`), by server
 * name, or by the last folder of the archive's path. A name counts only as a whole word or path segment.
 */
export function readCoverage(program: JobProgram, namespace: Value<string>, surroundings: JobSurroundings): Coverage {
  const mentions = mentionsOf(program);
  const links = surroundings.databases.flatMap((database): Link<Database>[] => {
    const mention = namesOf(database, namespace, surroundings.walArchives)
      .map((name) => mentions.get(name))
      .find((found) => found !== undefined);
    return mention ? [{ kind: 'resolved', to: database, origin: mention.at }] : [];
  });
  if (program.unseen !== undefined) return { links, unknown: program.unseen };
  if (links.length === 0) return { links, unknown: 'its command names no database' };
  return { links };
}

function mentionsOf({ words, variables }: JobProgram): ReadonlyMap<string, ProgramWord> {
  const mentions = new Map<string, ProgramWord>();
  for (const word of [...words, ...variables.values()]) {
    for (const piece of word.text.split(/[\s/=,:@"'{}]+/)) {
      if (piece !== '' && !mentions.has(piece)) mentions.set(piece, word);
    }
  }
  return mentions;
}

function namesOf(database: Database, namespace: Value<string>, archives: readonly WalArchive[]): string[] {
  const name = known(database.name);
  if (name === undefined) return [];
  const own = archives.filter((archive) => archive.database === database);
  const names = [name, ...['rw', 'r', 'ro'].map((service) => `${name}-${service}`)];
  const inNamespace = known(database.namespace);
  const here = known(namespace);
  const reachable = inNamespace === undefined || here === undefined || inNamespace === here;
  const qualified =
    inNamespace === undefined ? [] : ['rw', 'r', 'ro'].map((service) => `${name}-${service}.${inNamespace}`);
  return [
    ...(reachable || own.length > 0 ? names : [name]),
    ...qualified.flatMap((host) => [host, `${host}.svc`, `${host}.svc.cluster.local`]),
    ...own.flatMap((archive) => archiveFolders(archive)),
  ];
}

function archiveFolders({ serverName, destination }: WalArchive): string[] {
  const path = destination.kind === 'resolved' ? known(destination.to.path) : undefined;
  const segments = (path ?? '')
    .replace(/^[a-z0-9]+:\/\//, '')
    .split('/')
    .filter((segment) => segment !== '');
  const server = known(serverName);
  // The first segment is the bucket, which many databases share.
  return [...(segments.length > 1 ? segments.slice(-1) : []), ...(server === undefined ? [] : [server])];
}
