import type { Rule } from '@backlint/lint/rule';
import { dumpsOf, schedulesOf, walArchivesOf } from '@backlint/model/questions';

export const unscheduledCluster: Rule = {
  id: 'unscheduled-cluster',
  summary: 'A database cluster that no ScheduledBackup backs up',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      if (database.role.kind === 'standby' || database.role.kind === 'drill') continue;
      const { certain, possible } = schedulesOf(model, database);
      const archives = walArchivesOf(model, database);
      if (certain.length > 0) {
        yield {
          outcome: 'upheld',
          about: database,
          message: `${certain.length === 1 ? 'A ScheduledBackup backs' : `${certain.length} ScheduledBackups back`} up ${database.title}`,
          evidence: certain.map((schedule) => ({
            message: `${schedule.title} names it`,
            at: schedule.database.origin,
          })),
        };
        continue;
      }
      if (possible.length > 0 || database.role.kind !== 'primary') {
        const why = possible[0]
          ? `${possible[0].title} may back it up, but ${possible[0].database.kind === 'unknown' ? possible[0].database.why : ''}`
          : database.role.why;
        yield { outcome: 'undecided', about: database, why };
        continue;
      }
      // A database that nothing at all protects is the matter of `unprotected-database`.
      if (archives.length === 0 && dumpsOf(model, database).certain.length === 0) continue;
      yield {
        outcome: 'problem',
        about: database,
        message:
          archives.length > 0
            ? `No ScheduledBackup backs up ${database.title}: it archives WAL, but without a base backup nothing can be restored from it`
            : `No ScheduledBackup backs up ${database.title}`,
        remedy: 'Add a ScheduledBackup in the same namespace whose spec.cluster.name names this cluster',
        evidence: [
          ...archives.map((archive) => ({ message: 'WAL is archived here', at: archive.origin })),
          ...model.baseBackupSchedules
            .filter(({ database: link }) => link.kind === 'dangling')
            .map((schedule) => ({
              message: `${schedule.title} names a cluster that is not here`,
              at: schedule.database.origin,
            })),
        ],
      };
    }
  },
};
