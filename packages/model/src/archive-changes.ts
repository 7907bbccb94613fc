import type { Origin } from '@backlint/source/origin';
import { known, type Value } from '@backlint/source/value';
import { withoutSlashes } from './archive-identity.ts';
import type { BackupModel } from './backup-model.ts';
import type { Database } from './database.ts';
import type { Destination } from './destination.ts';
import { hostOf } from './locality.ts';
import { type ModelChange, type Pair, pairsOf } from './model-change.ts';
import type { WalArchive } from './protection.ts';
import { walArchivesOf } from './questions.ts';

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
    if (from.kind === 'dangling' || to.kind === 'dangling' || wordsAt(from.origin) === wordsAt(to.origin)) {
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
  const different = pairs.find(([before, after]) => isSame(before, after) === false);
  if (different) return { kind: 'moved', ...shown(...different) };
  const open = pairs.find(([before, after]) => isSame(before, after) === undefined);
  if (open) return { kind: 'unknown', why: 'it depends on what the files do not tell', at: shown(...open).after };
  const [server, newServer] = [from.to.endpoint, to.to.endpoint];
  const same = isSameStore(from.to, to.to);
  if (same === true) return { kind: 'none' };
  const { before, after } = shown(server, newServer);
  if (same === false) return { kind: 'moved', before, after };
  const [old, now] = [from.to, to.to].map(hostOfStore);
  return { kind: 'unknown', why: `${now} may be the same store as ${old}, under another name`, at: after };
}

/** Whether both hold the same text; undefined where the files decide neither that nor the contrary. */
function isSame(before: Value<string>, after: Value<string>): boolean | undefined {
  if (before.kind === 'unknown' || after.kind === 'unknown') {
    return wordsAt(before.origin) === wordsAt(after.origin) ? true : undefined;
  }
  return withoutSlashes(known(before) ?? '') === withoutSlashes(known(after) ?? '');
}

/**
 * A store may have several names, and one outside may lead into the cluster. So two names are two stores for certain only
 * where one belongs to a provider, and the other does not or to another one.
 */
function isSameStore(before: Destination, after: Destination): boolean | undefined {
  if (before.endpoint.kind === 'unknown' || after.endpoint.kind === 'unknown') {
    return isSame(before.endpoint, after.endpoint);
  }
  const [was, is] = [hostOfStore(before), hostOfStore(after)];
  if (was === is) return true;
  const [from, to] = [before.locality.kind, after.locality.kind];
  if (from === 'unknown' || to === 'unknown' || (from !== 'off-site' && to !== 'off-site')) return undefined;
  return from === to && domainOf(was) === domainOf(is) ? undefined : false;
}

/** The host in one way of writing it. Buckets of Amazon and Google are known in all of their regions. */
function hostOfStore({ endpoint }: Destination): string {
  const written = known(endpoint);
  const host = hostOf(written ?? '').replace(/\.svc(?:\.cluster\.local)?$/, '.svc');
  const isGlobal = ['amazonaws.com', 'amazonaws.com.cn', 'googleapis.com'].includes(domainOf(host));
  return written === undefined || isGlobal ? 'the endpoint of the provider' : host;
}

function domainOf(host: string): string {
  return host
    .split('.')
    .slice(host.endsWith('.cn') ? -3 : -2)
    .join('.');
}

/** What is written at a place; for what the files do not decide, the same words stand for the same thing. */
function wordsAt({ range }: Origin): string {
  return range.file.text.slice(range.start, range.end);
}
