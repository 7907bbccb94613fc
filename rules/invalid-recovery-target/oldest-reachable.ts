import { archiveIdentity } from '@backlint/model/archive-identity';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { keptDays } from '@backlint/model/kept-days';
import { maximumGap } from '@backlint/model/posture/maximum-gap';
import { archiveWritersOf, restorePathsOf, schedulesOf, walArchivesOf } from '@backlint/model/questions';
import { known, type Value } from '@backlint/source/value';

const day = 86_400_000;

/** The time before which nothing can be restored any more, and what says so. */
export interface OldestReachable {
  readonly at: Date;
  readonly source: Database;
  readonly retention: Value<string>;
}

/**
 * Before which time the archive that a database begins with certainly has nothing. The oldest base backup that is kept may
 * be older than the retention by the time between two. Undefined where the files do not tell, or where the database
 * archives by itself, and so has been restored already.
 */
export function oldestReachable(model: BackupModel, database: Database, now: Date): OldestReachable | undefined {
  if (walArchivesOf(model, database).certain.length > 0) return undefined;
  const path = restorePathsOf(model, database).find(({ usedBy }) => usedBy.some(({ as }) => as === 'bootstrap'));
  const [source, other] = path ? archiveWritersOf(model)(path) : [];
  if (!path || !source || other) return undefined;
  const read = archiveIdentity(path.destination, path.serverName);
  const archive = walArchivesOf(model, source).certain.find(
    ({ destination, serverName }) => archiveIdentity(destination, serverName) === read,
  );
  const { certain, possible } = schedulesOf(model, source);
  const gaps = certain.map(({ schedule, suspended }) =>
    known(suspended) === false ? maximumGap(schedule, now) : undefined,
  );
  const retention = archive?.destination.kind === 'resolved' ? archive.destination.to.retention : undefined;
  const kept = retention && keptDays(retention);
  if (!retention || kept === undefined || possible.length > 0 || gaps.length === 0) return undefined;
  const longest = gaps.reduce((sum, gap) => (sum === undefined || gap === undefined ? undefined : sum + gap), 0);
  if (longest === undefined) return undefined;
  return { at: new Date(now.getTime() - kept * day - longest * 1000), source, retention };
}
