import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { schedulesOf, walArchivesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { judgePrimaries } from '../judge-primaries.ts';

export const walWithoutBaseBackup: Rule = {
  id: 'wal-without-base-backup',
  summary: 'A WAL archive whose base backups are kept somewhere else, as volume snapshots only',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    yield* judgePrimaries(model, (database) => judge(model, database));
  },
};

function* judge(model: BackupModel, database: Database): Iterable<Assessment> {
  const [archive] = walArchivesOf(model, database).certain;
  const { certain, possible } = schedulesOf(model, database);
  // Suspended schedules are the matter of `suspended-schedule`.
  const active = certain.filter(({ suspended }) => known(suspended) !== true);
  if (!archive || active.length === 0) return;
  const intoArchive = active.find(({ method }) => method.kind !== 'unknown' && known(method) !== 'volumeSnapshot');
  if (intoArchive) {
    yield {
      outcome: 'upheld',
      about: database,
      message: `${intoArchive.title} puts base backups into the archive that holds the WAL of ${database.title}`,
      evidence: [
        { message: 'WAL', at: archive.origin },
        { message: 'base backups', at: intoArchive.method.origin },
      ],
    };
    return;
  }
  const unclear = active.find(({ method }) => method.kind === 'unknown') ?? possible[0];
  if (unclear) {
    const why = `${unclear.title} may put base backups into its archive, but how it takes them is not known`;
    yield { outcome: 'undecided', about: database, why };
    return;
  }
  yield {
    outcome: 'problem',
    about: database,
    at: archive.origin,
    message: `${database.title} archives WAL, but only volume snapshots are taken of it: without a base backup in the archive the WAL never expires, and is worth nothing if the snapshots are lost with their storage`,
    remedy: 'Add a ScheduledBackup that uses the method of the archive, if only once a week',
    evidence: active.map(({ title, method }) => ({ message: `${title} takes snapshots`, at: method.origin })),
  };
}
