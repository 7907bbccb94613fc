import type { Copy } from './copy.ts';
import type { Verified } from './verification.ts';

/**
 * A database by the rule 3-2-1-1-0: three copies on two kinds of storage, one of them elsewhere, one that nobody can
 * delete, and no backup that was never restored. Only what is certain counts; `perhaps` is what may be there besides.
 */
export interface BackupCount {
  /** The data itself among them; replicas and standbys repeat every mistake, so they are none. */
  readonly copies: Count;
  readonly media: Count;
  readonly offSite: Count;
  /** No file that backlint reads tells of stores that refuse to delete, so at best they are perhaps. */
  readonly immutable: Count;
  readonly drills: Count;
}

/** How many there are for certain, and how many more there may be. */
export interface Count {
  readonly certain: number;
  readonly perhaps: number;
}

/** Counts the copies that a calm day finds, which is what the loss of a pod leaves. */
export function backupCountOf(copies: readonly Copy[], verifications: readonly Verified[]): BackupCount {
  const backups = copies.filter(({ kind }) => kind !== 'live' && kind !== 'replica' && kind !== 'standby');
  const usable = backups.filter((copy) => copy.survives('pod').kind === 'yes');
  const maybe = backups.filter((copy) => copy.survives('pod').kind === 'unknown');
  const media = mediaOf(usable);
  const isStored = ({ kind }: Copy) => kind === 'archive' || kind === 'dump';
  const drills = verifications.filter(({ by }) => by.kind === 'restore-drill');
  return {
    copies: count(1 + distinct(usable), distinct(maybe)),
    media: count(media.size, [...mediaOf(maybe)].filter((medium) => !media.has(medium)).length),
    offSite: count(
      usable.filter(isOffSite).length,
      usable.filter((copy) => copy.locality?.kind === 'unknown' || copy.kind === 'snapshot').length + maybe.length,
    ),
    immutable: count(0, usable.filter(isStored).length + maybe.length),
    drills: count(
      drills.filter(({ chance }) => chance.kind === 'yes').length,
      drills.filter(({ chance }) => chance.kind === 'unknown').length,
    ),
  };
}

function count(certain: number, perhaps: number): Count {
  return { certain, perhaps };
}

/** A snapshot counts once, with WAL or without. */
function distinct(copies: readonly Copy[]): number {
  return new Set(copies.map(({ part }) => part)).size;
}

function isOffSite({ kind, locality }: Copy): boolean {
  return (kind === 'archive' || kind === 'dump') && locality?.kind === 'off-site';
}

/** Volumes are one kind of storage, on which snapshots are too; stores are another. */
function mediaOf(copies: readonly Copy[]): ReadonlySet<string> {
  return new Set(['volume', ...copies.map(({ kind }) => (kind === 'snapshot' ? 'volume' : 'store'))]);
}
