import type { ArchiveChange } from '@backlint/model/archive-changes';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Destination } from '@backlint/model/destination';
import type { Pair } from '@backlint/model/model-change';
import type { WalArchive } from '@backlint/model/protection';
import { isSameStore, serviceHostOf } from '@backlint/model/same-store';
import type { Verification } from '@backlint/model/verification';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import { secretsOf } from './secrets-of.ts';

/** Whether a verification goes along with an archive that moves, or what of the old place it keeps to. */
export type Following =
  | { readonly kind: 'along' | 'silent' | 'unknown' }
  | { readonly kind: 'behind'; readonly keepsTo: readonly KeptTo[] };

/** Something of the old place, and what the job does with it. */
export interface KeptTo {
  readonly does: 'looks at' | 'asks' | 'signs in with';
  readonly what: string;
  readonly at: Origin;
}

/** Compares what a verification names before and after with where the archive is. Jobs that name no place are silent. */
export function followingOf(
  { before, after }: Pair<BackupModel>,
  verification: Pair<Verification>,
  { archive }: ArchiveChange,
): Following {
  const [was, is] = [placeOf(archive.before), placeOf(archive.after)];
  if (!was || !is) return { kind: 'silent' };
  const named = (model: Verification, place: Place) => foldersIn(model).filter((folder) => meets(folder, place));
  const namedBefore = named(verification.before, was);
  const [old, now] = [named(verification.after, was), named(verification.after, is)];
  const movedFolder = was.folder.join('/') !== is.folder.join('/');
  // Folders of a bucket that databases still write to are the matter of `uncovered-prefix`.
  const isBucketLeft = !bucketsIn(after).has(was.folder[0] ?? '');
  const folders =
    movedFolder && isBucketLeft && now.length === 0 && namedBefore.length > 0
      ? old.map(({ text, at }) => ({ does: 'looks at' as const, what: `\`${text}\``, at }))
      : [];
  const stores = isSameStore(was.destination, is.destination) === false ? storesIn(verification.after, was, is) : [];
  const keys = secretsKept({ before, after }, verification, { before: was.destination, after: is.destination });
  const keepsTo = [...folders.slice(0, 1), ...stores.slice(0, 1), ...keys];
  if (keepsTo.length > 0) return { kind: 'behind', keepsTo };
  if (namedBefore.length === 0) return { kind: 'silent' };
  if (now.length > 0) return { kind: 'along' };
  return { kind: old.length === 0 ? 'unknown' : 'silent' };
}

/** Where an archive is: bucket and folders down to the server's own, and the destination that says so. */
interface Place {
  readonly folder: readonly string[];
  readonly destination: Destination;
}

function placeOf({ destination, serverName }: WalArchive): Place | undefined {
  const path = destination.kind === 'resolved' ? known(destination.to.path) : undefined;
  const server = known(serverName);
  if (destination.kind !== 'resolved' || path === undefined || server === undefined) return undefined;
  return { folder: [...segmentsOf(path), server], destination: destination.to };
}

interface NamedFolder {
  readonly text: string;
  readonly segments: readonly string[];
  readonly at: Origin;
}

function foldersIn({ places, urls }: Verification): readonly NamedFolder[] {
  const paths = [
    ...places.map(({ path, origin }) => ({ text: path, at: origin })),
    ...urls.filter(({ url }) => /^(?:s3|gs):/.test(url)).map(({ url, origin }) => ({ text: url, at: origin })),
  ];
  return paths.map(({ text, at }) => ({ text, at, segments: segmentsOf(text) }));
}

/** What a tool calls the store may come before the bucket. */
function meets({ segments }: NamedFolder, { folder }: Place): boolean {
  const below = segments.slice(segments.indexOf(folder[0] ?? ''));
  return segments.includes(folder[0] ?? '') && below.every((one, index) => (folder[index] ?? one) === one);
}

function segmentsOf(path: string): readonly string[] {
  return path
    .replace(/^[a-z0-9]+:\/\//, '')
    .split(/[/:]+/)
    .filter((segment) => segment !== '');
}

function bucketsIn({ walArchives }: BackupModel): ReadonlySet<string> {
  const paths = walArchives.flatMap(({ destination }) =>
    destination.kind === 'resolved' ? [destination.to.path] : [],
  );
  return new Set(paths.flatMap((path) => segmentsOf(known(path) ?? '').slice(0, 1)));
}

function storesIn({ urls }: Verification, was: Place, is: Place): readonly KeptTo[] {
  const [old, now] = [was, is].map(({ destination }) => serviceHostOf(known(destination.endpoint) ?? ''));
  const hosts = urls.map(({ url, origin }) => ({ host: serviceHostOf(url), origin }));
  if (old === '' || hosts.some(({ host }) => host === now)) return [];
  return hosts.filter(({ host }) => host === old).map(({ host, origin }) => ({ does: 'asks', what: host, at: origin }));
}

/** A job that signs in with a Secret of the old place where the database has another one now. */
function secretsKept(
  models: Pair<BackupModel>,
  verification: Pair<Verification>,
  destination: Pair<Destination>,
): readonly KeptTo[] {
  const [was, is] = [secretsOf(models.before, destination.before), secretsOf(models.after, destination.after)];
  const names = new Set(is.map(({ name }) => name));
  const [usedBefore, used] = [
    secretsOf(models.before, verification.before),
    secretsOf(models.after, verification.after),
  ];
  if (names.size === 0 || used.some(({ name }) => names.has(name))) return [];
  const kept = used.find(({ name }) => [was, usedBefore].every((those) => those.some((one) => one.name === name)));
  return kept ? [{ does: 'signs in with', what: `Secret \`${kept.name}\``, at: kept.at }] : [];
}
