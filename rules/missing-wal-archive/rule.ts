import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { schedulesOf, walArchivesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { judgePrimaries } from '../judge-primaries.ts';

export const missingWalArchive: Rule = {
  id: 'missing-wal-archive',
  summary: 'A database that is backed up without archiving its write-ahead log',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    yield* judgePrimaries(model, (database) => judge(model, database));
  },
};

function* judge(model: BackupModel, database: Database): Iterable<Assessment> {
  const setUp = database.backupCapabilities.filter(({ enabled }) => known(enabled) === true);
  if (known(database.skipsWalArchiving) === true && setUp.length > 0) {
    yield {
      outcome: 'problem',
      about: database,
      at: database.skipsWalArchiving.origin,
      message: `cnpg.io/skipWalArchiving switches the WAL archive of ${database.title} off: backups taken while it runs cannot be restored`,
      remedy: 'Remove the annotation',
      evidence: setUp.map(({ origin }) => ({ message: 'it is set up for backups', at: origin })),
    };
    return;
  }
  const archives = walArchivesOf(model, database);
  const [archive] = archives.certain;
  if (archive) {
    const evidence = [{ message: 'what archives it', at: archive.origin }];
    yield { outcome: 'upheld', about: database, message: `${database.title} archives its WAL`, evidence };
    return;
  }
  // Any other method needs an archiver and fails without one: the matter of `unsupported-backup-method`.
  const snapshots = schedulesOf(model, database).certain.filter(({ method }) => known(method) === 'volumeSnapshot');
  if (snapshots.length === 0) return;
  if (archives.possible[0]) {
    yield { outcome: 'undecided', about: database, why: `${archives.possible[0].title} may or may not be there` };
    return;
  }
  const hot = snapshots.some((schedule) => isOnline(schedule, database) === true);
  yield {
    outcome: 'problem',
    about: database,
    ...(hot ? {} : { severity: 'warning' as const }),
    message: hot
      ? `${database.title} takes snapshots while it runs but archives no WAL: they hold no consistent state without the WAL written meanwhile, and there is no point-in-time recovery`
      : `${database.title} archives no WAL: whatever is written after a snapshot is lost, and there is no point-in-time recovery`,
    remedy: 'List the barman-cloud plugin with `isWALArchiver: true` in spec.plugins',
    evidence: snapshots.map(({ title, method }) => ({ message: `${title} takes snapshots`, at: method.origin })),
  };
}

function isOnline({ online }: BaseBackupSchedule, { backupCapabilities }: Database): boolean | undefined {
  if (online.kind !== 'absent') return known(online);
  const settings = backupCapabilities.find(({ snapshots }) => snapshots)?.snapshots;
  return settings && known(settings.online);
}
