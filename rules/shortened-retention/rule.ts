import type { Assessment } from '@backlint/lint/assessment';
import type { ChangeRule } from '@backlint/lint/rule';
import { type ArchiveChange, archiveChangesOf } from '@backlint/model/archive-changes';
import type { Database } from '@backlint/model/database';
import type { Destination } from '@backlint/model/destination';
import { keptDays } from '@backlint/model/kept-days';
import type { Pair } from '@backlint/model/model-change';
import type { WalArchive } from '@backlint/model/protection';
import { known, type Value } from '@backlint/source/value';
import { listTitles } from '../destinations-in-use.ts';

export const shortenedRetention: ChangeRule = {
  id: 'shortened-retention',
  summary: 'A retention that becomes shorter, so that backups are deleted which were kept until now',
  severity: 'error',
  since: '0.1.0',

  *checkChange(change) {
    const groups = new Map<string, Stores[]>();
    for (const stores of archiveChangesOf(change).flatMap(asStores)) {
      const key = keyOf(stores);
      groups.set(key, [...(groups.get(key) ?? []), stores]);
    }
    for (const group of groups.values()) yield* judge(group);
  },
};

/** Where the archive of a database is kept, before and after. */
interface Stores extends Pair<Destination> {
  readonly database: Database;
  readonly archiver: WalArchive['archiver'];
}

/** Elsewhere there is nothing yet that could be deleted, and nobody deletes where an archive was. */
function asStores({ database, archive, move }: ArchiveChange): readonly Stores[] {
  const [was, is] = [archive.before.destination, archive.after.destination];
  if (move.kind !== 'none' || was.kind !== 'resolved' || is.kind !== 'resolved') return [];
  return [{ database: database.after, archiver: archive.after.archiver, before: was.to, after: is.to }];
}

/** Databases that share a store share its retention. */
function keyOf({ before, after }: Stores): string {
  return `${before.address} ${after.address}`;
}

function* judge(group: readonly Stores[]): Iterable<Assessment> {
  const [first] = group;
  if (!first) return;
  const { archiver, before, after } = first;
  const [was, is] = [before.retention, after.retention];
  const [old, now] = [keptDays(was), keptDays(is)];
  const backups = `Backups of ${listTitles(group.map(({ database }) => database))}`;
  const common = { about: after, at: is.origin };
  if (becomesUnknown(was, is) || becomesUnknown(is, was)) {
    const why = `${backups} may be kept for less than before: ${is.kind === 'unknown' ? is.why : 'how long it was is not known'}`;
    yield { ...common, outcome: 'undecided', why };
  }
  if (now === undefined || now === old || (old === undefined && was.kind !== 'absent')) return;
  const evidence = [{ message: 'how long it was', at: was.origin, isBefore: true as const }];
  if (old !== undefined && old < now) {
    const message = `${backups} are kept for ${known(is)}, and no longer for ${known(was)} only`;
    yield { ...common, outcome: 'upheld', message, evidence };
    return;
  }
  const when = archiver === 'plugin' ? 'within half an hour of the change' : 'with the next base backup';
  const lost =
    old === undefined ? `everything older than ${days(now)} is` : `${days(old - now)} to which one can go back now are`;
  yield {
    ...common,
    outcome: 'problem',
    // Whoever lets backups expire at last means it.
    ...(old === undefined ? { severity: 'note' as const } : {}),
    message: `${backups} are kept for ${known(is)} instead of ${known(was) ?? 'for ever'}: ${when}, ${lost} deleted for good`,
    remedy: 'Keep them as long as before; or say why they may go, in an ignore with a reason beside the new value',
    evidence,
  };
}

function becomesUnknown(one: Value<string>, other: Value<string>): boolean {
  return known(one) !== undefined && other.kind === 'unknown';
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
