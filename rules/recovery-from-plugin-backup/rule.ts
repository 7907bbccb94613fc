import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { mayShareNamespace } from '@backlint/model/link';
import type { BackupRequest } from '@backlint/model/protection';
import { known } from '@backlint/source/value';

export const recoveryFromPluginBackup: Rule = {
  id: 'recovery-from-plugin-backup',
  summary: 'A restore from a Backup object that a plugin has made',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      const backup = database.recovery?.backup;
      const name = backup && known(backup);
      const request = name === undefined ? undefined : requestOf(model, database, name);
      if (!backup || !request || known(request.method) === undefined) continue;
      const common = { about: database, at: backup.origin };
      const evidence = [{ message: 'how the backup is made', at: request.method.origin }];
      if (known(request.method) !== 'plugin') {
        const message = `${database.title} is restored from a Backup that the operator can read`;
        yield { ...common, outcome: 'upheld', message, evidence };
        continue;
      }
      yield {
        ...common,
        outcome: 'problem',
        message: `${database.title} is to be restored from the Backup \`${name}\`, which a plugin makes: the operator cannot restore from such an object, and the restore fails`,
        remedy:
          'Read the archive instead: `source` with an external cluster that has `plugin`, and the identifier of the backup in `recoveryTarget.backupID`',
        evidence,
      };
    }
  },
};

/** What asks for a Backup: the object of that name, or the schedule after which it is called, with the time appended. */
function requestOf(model: BackupModel, { namespace }: Database, name: string): BackupRequest | undefined {
  const schedule = /^(?<schedule>.+)-\d{14}$/.exec(name)?.groups?.schedule;
  const near = (request: BackupRequest) => mayShareNamespace(request.namespace, namespace);
  return (
    model.oneOffBackups.find((request) => known(request.name) === name && near(request)) ??
    model.baseBackupSchedules.find(
      (request) => schedule !== undefined && known(request.name) === schedule && near(request),
    )
  );
}
