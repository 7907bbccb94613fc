import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { archiveWritersOf } from '@backlint/model/questions';

/** A database that begins as a copy of another, or follows it. */
export interface RestoredDatabase {
  readonly database: Database;
  /** The one that writes what it reads, or that it is called after. */
  readonly source: Database;
}

/** The databases of which the files tell whose archive they are restored from, each with each such source once. */
export function restoredFrom(model: BackupModel): readonly RestoredDatabase[] {
  const found: RestoredDatabase[] = [];
  const writersOf = archiveWritersOf(model);
  for (const path of model.restorePaths) {
    const writers = path.usedBy.length > 0 ? writersOf(path) : [];
    // Where nobody writes what it reads, names still tell whose copy it is meant to be.
    const [source, other] = writers.length > 0 ? writers : path.follows.map((followed) => followed.database);
    // Several writers of one archive are the matter of `shared-archive`.
    if (path.usedBy.length === 0 || !source || other) continue;
    const { database } = path;
    if (!found.some((known) => known.database === database && known.source === source))
      found.push({ database, source });
  }
  return found;
}
