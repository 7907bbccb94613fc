import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { archiveWritersOf } from '@backlint/model/questions';

/** A database that begins as a copy of another, or follows it. */
export interface RestoredDatabase {
  readonly database: Database;
  /** The one that writes what it reads. */
  readonly source: Database;
}

/** The databases of which the files tell whose archive they are restored from, each with each such source once. */
export function restoredFrom(model: BackupModel): readonly RestoredDatabase[] {
  const found: RestoredDatabase[] = [];
  const writersOf = archiveWritersOf(model);
  for (const path of model.restorePaths) {
    const [source, other] = path.usedBy.length > 0 ? writersOf(path) : [];
    // Several writers of one archive are the matter of `shared-archive`.
    if (!source || other) continue;
    const { database } = path;
    if (!found.some((known) => known.database === database && known.source === source))
      found.push({ database, source });
  }
  return found;
}
