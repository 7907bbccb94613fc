import type { Assessment } from '@backlint/lint/assessment';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';

/**
 * Judges every database that should have backups of its own, which standbys and drills need not. Where it is not known
 * what a database is for, what would be a problem of a primary is undecided.
 */
export function* judgePrimaries(
  model: BackupModel,
  judge: (database: Database) => Iterable<Assessment>,
): Iterable<Assessment> {
  for (const database of model.databases) {
    const { kind, why } = database.role;
    if (kind === 'standby' || kind === 'drill') continue;
    for (const assessment of judge(database)) {
      yield assessment.outcome === 'problem' && kind !== 'primary'
        ? { outcome: 'undecided', about: assessment.about, why }
        : assessment;
    }
  }
}
