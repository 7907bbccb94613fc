import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { known } from '@backlint/source/value';

export const conflictingArchivers: Rule = {
  id: 'conflicting-archivers',
  summary: 'A database whose write-ahead log has more than one archiver',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) yield* judge(model, database);
  },
};

function* judge(model: BackupModel, database: Database): Iterable<Assessment> {
  const archives = model.walArchives.filter(
    (archive) => archive.database === database && known(archive.enabled) === true,
  );
  const inTree = archives.find(({ archiver }) => archiver === 'barmanObjectStore');
  const declared = database.plugins.filter(
    ({ enabled, declaredArchiver }) => known(enabled) === true && known(declaredArchiver) === true,
  );
  const archivers = [...(inTree ? [inTree] : []), ...declared];
  const [, second] = archivers;
  if (second) {
    yield {
      outcome: 'problem',
      about: database,
      at: second.origin,
      message: `${database.title} has ${archivers.length} WAL archivers, and may have one: the operator refuses it as it stands`,
      remedy: inTree ? 'Remove spec.backup.barmanObjectStore' : 'Leave `isWALArchiver: true` to one plugin',
      evidence: archivers.map(({ origin }) => ({ message: 'an archiver', at: origin })),
    };
    return;
  }
  const silent = archives.find(
    ({ archiver, declaredArchiver }) => archiver === 'plugin' && known(declaredArchiver) === false,
  );
  if (!inTree || !silent) return;
  yield {
    outcome: 'problem',
    about: database,
    at: silent.origin,
    severity: 'warning',
    message: `Both spec.backup.barmanObjectStore and the plugin archive the WAL of ${database.title}: every segment is shipped twice, and must be shipped twice before it can be recycled`,
    remedy:
      'Finish the migration: remove spec.backup.barmanObjectStore, and write `isWALArchiver: true` for the plugin',
    evidence: [{ message: 'the other archiver', at: inTree.origin }],
  };
}
