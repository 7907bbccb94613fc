import type { Assessment } from '@backlint/lint/assessment';
import { type ArchiveChange, archiveText, type Move } from '@backlint/model/archive-changes';
import { archiveIdentity } from '@backlint/model/archive-identity';
import { type ModelChange, pairsOf } from '@backlint/model/model-change';
import type { RestorePath } from '@backlint/model/restore-path';

type Moved = Extract<Move, { readonly kind: 'moved' }>;

/**
 * Judges the standbys and drills that read the archive which moves. In the files after the change, what they read may pass for a
 * copy of the archive; it was the archive itself.
 */
export function* judgeReaders(
  change: ModelChange,
  { database, archive }: ArchiveChange,
  move: Moved,
): Iterable<Assessment> {
  const [old, now] = [identityOf(archive.before), identityOf(archive.after)];
  if (old === undefined || now === undefined) return;
  for (const { before, after } of pairsOf(change.before.restorePaths, change.after.restorePaths)) {
    const isOwn = after.database === database.after;
    if (isOwn || !isFollowing(after) || identityOf(before) !== old || identityOf(after) === undefined) continue;
    const does = after.usedBy.some(({ as }) => as === 'replica') ? 'follows' : 'is restored from';
    const reader = after.database.title;
    if (identityOf(after) === now) {
      const message = `${reader} goes along with the archive of ${database.after.title} to ${archiveText(archive.after)}`;
      yield { outcome: 'upheld', about: after, message, evidence: [{ message: 'where it is then', at: move.after }] };
    } else if (identityOf(after) === old) {
      yield {
        outcome: 'problem',
        about: after,
        message: `${reader} still ${does} ${old}, while ${database.after.title} archives into ${now} from now on: it gets nothing that is written after the move`,
        remedy: 'Move it in the same change: endpoint, path, serverName and keys',
        evidence: [
          { message: 'where the archive moves to', at: move.after },
          { message: 'where the archive was', at: move.before, isBefore: true },
        ],
      };
    }
  }
}

/** What archives by itself has been restored for good; what it once came from is history. */
function isFollowing({ usedBy, database }: RestorePath): boolean {
  return usedBy.length > 0 && (database.role.kind === 'standby' || database.role.kind === 'drill');
}

function identityOf({ destination, serverName }: Pick<RestorePath, 'destination' | 'serverName'>): string | undefined {
  return archiveIdentity(destination, serverName);
}
