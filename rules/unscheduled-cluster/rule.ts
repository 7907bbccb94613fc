import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Evidence } from '@backlint/model/evidence';
import { mayShareNamespace } from '@backlint/model/link';
import type { LeftOutSchedule } from '@backlint/model/protection';
import { dumpsOf, schedulesOf, walArchivesOf } from '@backlint/model/questions';
import { directoryOf } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import { judgePrimaries } from '../judge-primaries.ts';

export const unscheduledCluster: Rule = {
  id: 'unscheduled-cluster',
  summary: 'A database cluster that no ScheduledBackup backs up',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    yield* judgePrimaries(model, (database) => judge(model, database));
  },
};

function* judge(model: BackupModel, database: Database): Iterable<Assessment> {
  const { certain, possible } = schedulesOf(model, database);
  const archives = walArchivesOf(model, database);
  if (certain.length > 0) {
    const [first, second] = certain;
    const subject = first && !second ? `${first.title} backs` : `${certain.length} schedules back`;
    yield {
      outcome: 'upheld',
      about: database,
      message: `${subject} up ${database.title}`,
      evidence: certain.map((schedule) => ({ message: `${schedule.title} names it`, at: schedule.database.origin })),
    };
    return;
  }
  // A database that nothing protects, or a dump alone, is the matter of `unprotected-database`.
  if (archives.certain.length + archives.possible.length === 0) return;
  const perhaps = possible[0];
  if (perhaps) {
    const why = perhaps.database.kind === 'unknown' ? perhaps.database.why : '';
    yield { outcome: 'undecided', about: database, why: `${perhaps.title} may back it up, but ${why}` };
    return;
  }
  const dumps = dumpsOf(model, database).certain;
  const archiving = archives.certain.length > 0;
  const left = leftOutOf(model, database);
  yield {
    outcome: 'problem',
    about: database,
    ...(dumps.length > 0 ? { severity: 'warning' } : {}),
    message: `No ScheduledBackup backs up ${database.title}${archiving ? ': it archives WAL, but without a base backup nothing can be restored from that, and nothing of it ever expires' : ''}`,
    remedy: left
      ? `Add ${baseName(left.origin.range.file.path)} to the resources of the kustomization beside it`
      : 'Add a ScheduledBackup in the same namespace whose spec.cluster.name names this cluster',
    evidence: [
      ...(left ? [{ message: `${left.title} would, and no kustomization lists its file`, at: left.origin }] : []),
      ...archives.certain.map((archive) => ({ message: 'WAL is archived here', at: archive.origin })),
      ...dumps.map((dump) => ({ message: `${dump.title} dumps it`, at: dump.origin })),
      ...lookalikes(model, database),
    ],
  };
}

/** A schedule for it in the folder of its own file, which nobody has listed. */
function leftOutOf(
  { leftOutSchedules }: BackupModel,
  { name, namespace, origin }: Database,
): LeftOutSchedule | undefined {
  const folder = directoryOf(origin.range.file.path);
  return leftOutSchedules.find(
    (schedule) =>
      directoryOf(schedule.origin.range.file.path) === folder &&
      known(name) !== undefined &&
      known(schedule.databaseName) === known(name) &&
      mayShareNamespace(schedule.namespace, namespace),
  );
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What may have been meant to back it up. */
function lookalikes(model: BackupModel, database: Database): Evidence[] {
  const once = model.oneOffBackups
    .filter(({ database: link }) => link.kind === 'resolved' && link.to === database)
    .map((backup) => ({ message: `${backup.title} is taken once, and never again`, at: backup.database.origin }));
  const dangling = model.baseBackupSchedules
    .filter(({ database: link }) => link.kind === 'dangling')
    .map((schedule) => ({
      message: `${schedule.title} names a cluster that is not here`,
      at: schedule.database.origin,
    }));
  return [...once, ...dangling];
}
