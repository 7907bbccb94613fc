import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { archiveIdentity } from '@backlint/model/archive-identity';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { WalArchive } from '@backlint/model/protection';
import { archiveWritersOf, walArchivesOf } from '@backlint/model/questions';
import type { FollowedDatabase, RestorePath } from '@backlint/model/restore-path';
import { known } from '@backlint/source/value';
import { type Differences, differencesBetween } from './differences.ts';
import { pointAtSource } from './point-at-source.ts';

export const foreignRecoveryArchive: Rule = {
  id: 'foreign-recovery-archive',
  summary: 'A drill or standby that reads an archive which the database it follows does not write',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    const writersOf = archiveWritersOf(model);
    for (const path of model.restorePaths) {
      if (path.usedBy.length > 0 && !isOnItsOwn(model, path)) yield* judge(model, path, writersOf(path));
    }
  },
};

/** What archives by itself has been promoted or restored for good; what it once came from is history. */
function isOnItsOwn(model: BackupModel, { database }: RestorePath): boolean {
  if (database.role.kind === 'standby' || database.role.kind === 'drill') return false;
  const { certain, possible } = walArchivesOf(model, database);
  return database.role.kind !== 'primary' || certain.length > 0 || possible.length > 0;
}

function* judge(model: BackupModel, path: RestorePath, writers: readonly Database[]): Iterable<Assessment> {
  const { database, follows } = path;
  const read = archiveIdentity(path.destination, path.serverName);
  if (read === undefined) {
    const why = path.destination.kind === 'unknown' ? `: ${path.destination.why}` : '';
    yield { outcome: 'undecided', about: path, why: `which archive ${database.title} reads is not known${why}` };
    return;
  }
  // What it reads and writes at once is the matter of `recovery-into-own-archive`.
  const own = walArchivesOf(model, database).certain;
  if (own.some(({ destination, serverName }) => archiveIdentity(destination, serverName) === read)) return;

  const [writer] = writers;
  const followed = follows.find((candidate) => writers.includes(candidate.database));
  if (writer && (followed || follows.length === 0)) {
    const source = followed?.database ?? writer;
    const evidence = [{ message: 'what writes it', at: source.origin }];
    const message = `${database.title} reads ${read}, which ${source.title} writes`;
    yield { outcome: 'upheld', about: path, message, evidence };
    return;
  }
  const [only, second] = follows;
  if (only && !second) yield* judgeFollowed(model, path, only, { read, writer: writer?.title });
  else if (!only && readsItself(path)) yield nobodyWrites(path, read);
  else if (!only && isPlaceholder(path)) yield leftAsItWas(path, read);
}

function* judgeFollowed(
  model: BackupModel,
  path: RestorePath,
  { database: source, why }: FollowedDatabase,
  { read, writer }: { readonly read: string; readonly writer: string | undefined },
): Iterable<Assessment> {
  const { certain, possible } = walArchivesOf(model, source);
  const compared = certain.map((archive) => ({ archive, differences: differencesBetween(path, archive) }));
  const [nearest] = compared.flatMap(asKnown).sort((left, right) => count(left.differences) - count(right.differences));
  if (possible.length > 0 || compared.some(({ differences }) => !differences)) {
    yield { outcome: 'undecided', about: path, why: `where ${source.title} archives is not known` };
    return;
  }
  if (!nearest) return;
  const { archive, differences } = nearest;
  const elsewhere = differences.endpoint || differences.bucket;
  const dropped = differences.endpoint && !differences.bucket && lacksEndpointOf(archive, path);
  const written = archiveIdentity(archive.destination, archive.serverName) ?? '';
  if (elsewhere && !dropped && !differences.folder && !differences.serverName) {
    const reason = `${read} may be another name of ${written}, or a copy of it`;
    yield {
      outcome: 'undecided',
      about: path,
      why: `${reason}: ${source.title} writes the one, ${path.database.title} reads the other`,
    };
    return;
  }
  yield {
    outcome: 'problem',
    about: path,
    at: placeOf(path, differences),
    ...(elsewhere && !dropped ? { severity: 'warning' as const } : {}),
    message: `${path.database.title} reads ${read}, but ${source.title} writes ${written}: ${
      writer === undefined
        ? 'it finds no backup there, or an old one that nothing adds to'
        : `what it gets is a copy of ${writer}`
    }`,
    remedy: `Read what ${source.title} writes: the same endpoint, path and serverName`,
    evidence: [
      { message: `it follows ${source.title}: ${why}`, at: source.origin },
      { message: 'what that writes', at: archive.origin },
    ],
    ...pointAtSource(path, archive, differences),
  };
}

/** The plugin's default server name is the copy itself, which archives nothing. */
function readsItself({ plugin, serverName, database }: RestorePath): boolean {
  return plugin !== undefined && serverName.kind === 'defaulted' && database.role.kind === 'drill';
}

function nobodyWrites(path: RestorePath, read: string): Assessment {
  return {
    outcome: 'problem',
    about: path,
    at: path.serverName.origin,
    message: `${path.database.title} reads ${read}, because the plugin takes the name of the new cluster where no serverName is written: nothing has ever been archived there`,
    remedy: 'Write the name of the database to restore as `serverName` in the parameters of the plugin',
  };
}

/** What components for standbys call the database that each app is to write there instead. */
function isPlaceholder({ serverName, database }: RestorePath): boolean {
  const isCopy = database.role.kind === 'standby' || database.role.kind === 'drill';
  return isCopy && /^(?:example|placeholder|change-?me|your|todo)(?:-|$)/i.test(known(serverName) ?? '');
}

function leftAsItWas(path: RestorePath, read: string): Assessment {
  return {
    outcome: 'problem',
    about: path,
    at: path.serverName.origin,
    severity: 'warning',
    message: `${path.database.title} reads ${read}, which no database declared here writes: \`${known(path.serverName)}\` is a placeholder that nothing has replaced`,
    remedy: 'Patch the path and the serverName to those of the database that it should follow',
  };
}

function placeOf({ destination, serverName, origin }: RestorePath, differences: Differences) {
  if (!differences.folder && !differences.bucket && !differences.endpoint) return serverName.origin;
  if (destination.kind !== 'resolved') return origin;
  return differences.folder || differences.bucket ? destination.to.path.origin : destination.to.endpoint.origin;
}

/** Without an endpoint the provider's own is asked, which some also write down. */
function lacksEndpointOf(archive: WalArchive, path: RestorePath): boolean {
  if (archive.destination.kind !== 'resolved' || path.destination.kind !== 'resolved') return false;
  const [written, read] = [known(archive.destination.to.endpoint), known(path.destination.to.endpoint)];
  return read === undefined && written !== undefined && !/\.(amazonaws\.com(\.cn)?|googleapis\.com)\b/i.test(written);
}

function asKnown({
  archive,
  differences,
}: {
  readonly archive: WalArchive;
  readonly differences: Differences | undefined;
}) {
  return differences ? [{ archive, differences }] : [];
}

function count(differences: Differences): number {
  return Object.values(differences).filter(Boolean).length;
}
