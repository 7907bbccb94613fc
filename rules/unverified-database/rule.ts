import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { schedulesOf, verificationsOf, walArchivesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { judgePrimaries } from '../judge-primaries.ts';

export const unverifiedDatabase: Rule = {
  id: 'unverified-database',
  summary: 'A database whose backups no job looks at',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    yield* judgePrimaries(model, (database) => judge(model, database));
  },
};

function* judge(model: BackupModel, database: Database): Iterable<Assessment> {
  // Without backups there is nothing to verify.
  if (schedulesOf(model, database).certain.length + walArchivesOf(model, database).certain.length === 0) return;
  const { certain, possible } = verificationsOf(model, database);
  const active = certain.filter(({ suspended }) => known(suspended) === false);
  if (active.length > 0) {
    yield {
      outcome: 'upheld',
      about: database,
      message: `${active.map(({ title }) => title).join(' and ')} verifies the backups of ${database.title}`,
      evidence: active.flatMap(({ evidence, covers }) => [
        ...evidence,
        ...covers
          .filter((link) => link.kind === 'resolved' && link.to === database)
          .map(({ origin }) => ({ message: `it names ${database.title}`, at: origin })),
      ]),
    };
    return;
  }
  const perhaps = [...certain, ...possible].find(({ suspended }) => known(suspended) !== true);
  if (perhaps) {
    const why = `${perhaps.title} may verify its backups: ${perhaps.coversUnknown ?? 'whether it is suspended is not known'}`;
    yield { outcome: 'undecided', about: database, why };
    return;
  }
  const asleep = certain.map(({ title, suspended }) => ({
    message: `${title} would, but is suspended`,
    at: suspended.origin,
  }));
  yield {
    outcome: 'problem',
    about: database,
    // Where no database is verified here, verification may live elsewhere; where others are, this one was forgotten.
    ...(model.verifications.length === 0 ? { severity: 'note' as const } : {}),
    message: `No job looks whether the backups of ${database.title} are there and can be restored: the first to find out will be the one who needs them`,
    remedy:
      asleep.length > 0
        ? 'Resume the job that verifies them'
        : 'Add a CronJob that fails unless there are a recent base backup and recent WAL, better still one that restores them',
    evidence: asleep,
  };
}
