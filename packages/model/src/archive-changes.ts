import type { Origin } from '@backlint/source/origin';
import { known, type Value } from '@backlint/source/value';
import { archiveIdentity, withoutSlashes } from './archive-identity.ts';
import type { BackupModel } from './backup-model.ts';
import type { Database } from './database.ts';
import { type ModelChange, type Pair, pairsOf } from './model-change.ts';
import type { WalArchive } from './protection.ts';
import { restorePathsOf, walArchivesOf } from './questions.ts';
import type { RestorePath } from './restore-path.ts';
import { hostOfStore, isSameStore } from './same-store.ts';
import { isSameText, isWrittenAlike } from './same-text.ts';

/** The one archive of a database before and after a change. */
export interface ArchiveChange {
  readonly database: Pair<Database>;
  readonly archive: Pair<WalArchive>;
  readonly move: Move;
}

/** Whether an archive is kept elsewhere than before: the places to see it where it is, and where that is not known why. */
export type Move =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'moved' } & Pair<Origin>)
  | { readonly kind: 'unknown'; readonly why: string; readonly at: Origin };

/** An archive in words: its folder and where that is, as far as it is known. */
export function archiveText({ destination, serverName }: WalArchive): string {
  const [path, server] = [destination.kind === 'resolved' ? known(destination.to.path) : undefined, known(serverName)];
  if (path === undefined) return server === undefined ? 'a place that is not known' : `the server name \`${server}\``;
  return archiveIdentity(destination, serverName) ?? `${withoutSlashes(path)}/${server ?? ''}`;
}

/**
 * Whether a database is told to begin from where it archived itself until now: it is to be made again, now or whenever it is
 * lost.
 */
export function beginsFromItself({ after: model }: ModelChange, { database, archive }: ArchiveChange): boolean {
  const { destination: old, serverName: oldName } = archive.before;
  const isOld = ({ destination, serverName }: RestorePath) =>
    destination.kind === 'resolved' &&
    old.kind === 'resolved' &&
    isSameText(old.to.path, destination.to.path) === true &&
    isSameText(oldName, serverName) === true &&
    isSameStore(old.to, destination.to) === true;
  const paths = restorePathsOf(model, database.after);
  return paths.some((path) => path.usedBy.some(({ as }) => as === 'bootstrap') && isOld(path));
}

/** What becomes of the archives of all databases that certainly have one, and no other, on both sides. */
export function archiveChangesOf({ before, after }: ModelChange): readonly ArchiveChange[] {
  return pairsOf(before.databases, after.databases).flatMap((database) => {
    const [was, is] = [onlyArchiveOf(before, database.before), onlyArchiveOf(after, database.after)];
    return was && is ? [{ database, archive: { before: was, after: is }, move: moveOf(was, is) }] : [];
  });
}

function onlyArchiveOf(model: BackupModel, database: Database): WalArchive | undefined {
  const { certain, possible } = walArchivesOf(model, database);
  return certain.length + possible.length === 1 ? certain[0] : undefined;
}

function moveOf(was: WalArchive, is: WalArchive): Move {
  const [from, to] = [was.destination, is.destination];
  if (from.kind !== 'resolved' || to.kind !== 'resolved') {
    if (from.kind === 'dangling' || to.kind === 'dangling' || isWrittenAlike(from.origin, to.origin)) {
      return { kind: 'none' };
    }
    return { kind: 'unknown', why: 'one of the two places is not in these files', at: to.origin };
  }
  const isElsewhereReferred = from.to.address !== to.to.address;
  const shown = (before: Value<string>, after: Value<string>): Pair<Origin> =>
    isElsewhereReferred && after !== is.serverName
      ? { before: from.origin, after: to.origin }
      : { before: before.origin, after: after.origin };
  const pairs = [
    [from.to.path, to.to.path],
    [was.serverName, is.serverName],
  ] as const;
  const different = pairs.find(([before, after]) => isSameText(before, after) === false);
  if (different) return { kind: 'moved', ...shown(...different) };
  const undecided = pairs.find(([before, after]) => isSameText(before, after) === undefined);
  if (undecided)
    return { kind: 'unknown', why: 'it depends on what the files do not tell', at: shown(...undecided).after };
  const [server, newServer] = [from.to.endpoint, to.to.endpoint];
  const same = isSameStore(from.to, to.to);
  if (same === true) return { kind: 'none' };
  const { before, after } = shown(server, newServer);
  if (same === false) return { kind: 'moved', before, after };
  const open = [newServer, server].find((one) => one.kind === 'unknown');
  if (open?.kind === 'unknown') return { kind: 'unknown', why: open.why, at: after };
  const [old, now] = [from.to, to.to].map(hostOfStore);
  return { kind: 'unknown', why: `${now} may be the same store as ${old}, under another name`, at: after };
}
