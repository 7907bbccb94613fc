import { known } from '@backlint/source/value';
import type { BackupModel } from './backup-model.ts';
import type { Database } from './database.ts';
import type { BaseBackupSchedule, LogicalDump, WalArchive } from './protection.ts';
import type { RestorePath } from './restore-path.ts';
import type { Verification } from './verification.ts';

/** What backs up this database for certain, and what might. */
export interface Answer<T> {
  readonly certain: readonly T[];
  /** Parts whose own reference cannot be followed, so that they may or may not be about this database. */
  readonly possible: readonly T[];
}

/** The schedules that take base backups of a database, suspended ones included. */
export function schedulesOf(model: BackupModel, database: Database): Answer<BaseBackupSchedule> {
  return {
    certain: model.baseBackupSchedules.filter(({ database: link }) => link.kind === 'resolved' && link.to === database),
    possible: model.baseBackupSchedules.filter(
      (schedule) => schedule.database.kind === 'unknown' && sharesNamespace(schedule, database),
    ),
  };
}

/** The WAL archives that a database writes, those switched off excluded. */
export function walArchivesOf(model: BackupModel, database: Database): readonly WalArchive[] {
  if (known(database.skipsWalArchiving) === true) return [];
  return model.walArchives.filter((archive) => archive.database === database && known(archive.enabled) !== false);
}

/** The logical dumps that include a database. */
export function dumpsOf(model: BackupModel, database: Database): Answer<LogicalDump> {
  return {
    certain: model.logicalDumps.filter((dump) => mentions(dump.databases, database)),
    possible: model.logicalDumps.filter(({ databases }) => databases.some(({ kind }) => kind === 'unknown')),
  };
}

/** The verifications that cover a database. */
export function verificationsOf(model: BackupModel, database: Database): Answer<Verification> {
  return {
    certain: model.verifications.filter(({ covers }) => mentions(covers, database)),
    possible: model.verifications.filter(
      ({ covers, coversUnknown }) => coversUnknown !== undefined && !mentions(covers, database),
    ),
  };
}

/** The archives that a database reads. */
export function restorePathsOf(model: BackupModel, database: Database): readonly RestorePath[] {
  return model.restorePaths.filter((path) => path.database === database);
}

function mentions(links: readonly { readonly kind: string; readonly to?: Database }[], database: Database): boolean {
  return links.some((link) => link.kind === 'resolved' && link.to === database);
}

function sharesNamespace(schedule: BaseBackupSchedule, database: Database): boolean {
  const [left, right] = [known(schedule.namespace), known(database.namespace)];
  return left === undefined || right === undefined || left === right;
}
