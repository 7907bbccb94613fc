import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Evidence } from '@backlint/model/evidence';
import { clusterVolumeBackupsOf, dumpsOf, schedulesOf, walArchivesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { judgePrimaries } from '../judge-primaries.ts';

export const unprotectedDatabase: Rule = {
  id: 'unprotected-database',
  summary: 'A database that nothing backs up',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    yield* judgePrimaries(model, (database) => judge(model, database));
  },
};

function* judge(model: BackupModel, database: Database): Iterable<Assessment> {
  const schedules = schedulesOf(model, database);
  const archives = walArchivesOf(model, database);
  const dumps = dumpsOf(model, database);
  const evidence: Evidence[] = [
    ...schedules.certain.map((schedule) => ({ message: `${schedule.title} names it`, at: schedule.database.origin })),
    ...archives.certain.map((archive) => ({ message: 'WAL is archived here', at: archive.origin })),
    ...dumps.certain.map((dump) => ({ message: `${dump.title} dumps it`, at: dump.origin })),
  ];
  if (evidence.length > 0) {
    yield { outcome: 'upheld', about: database, message: `Something backs up ${database.title}`, evidence };
    return;
  }
  // Without any schedule, an archive that may be there is the matter of `unscheduled-cluster`.
  if (archives.possible.length > 0 && schedules.possible.length === 0) return;
  const copies = clusterVolumeBackupsOf(model, database);
  const copying = copies.certain.filter(({ suspended }) => known(suspended) === false);
  const perhaps = [
    ...schedules.possible,
    ...archives.possible,
    ...dumps.possible,
    ...(copying.length > 0 ? [] : copies.possible),
  ][0];
  if (perhaps) {
    yield { outcome: 'undecided', about: database, why: `${perhaps.title} may protect it, but backlint cannot tell` };
    return;
  }
  const setUp = database.backupCapabilities.map(({ method, origin }) => ({
    message: `only set up for ${method}`,
    at: origin,
  }));
  const remedy = 'List the barman-cloud plugin with an ObjectStore in spec.plugins, and add a ScheduledBackup';
  const [copy] = copying;
  if (copy) {
    yield {
      outcome: 'problem',
      about: database,
      severity: 'warning',
      message: `Nothing but copies of its volumes by ${copy.title} backs up ${database.title}: what was written after the last copy is lost, and there is no way back to any other moment`,
      remedy,
      evidence: [...setUp, { message: 'what copies its volumes', at: copy.origin }],
    };
    return;
  }
  yield {
    outcome: 'problem',
    about: database,
    message: `Nothing backs up ${database.title}: no WAL archive, no ScheduledBackup, no dump. Whoever deletes its volumes deletes the data`,
    remedy,
    evidence: setUp,
  };
}
