import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { walArchivesOf } from '@backlint/model/questions';

export const unpreparedStandby: Rule = {
  id: 'unprepared-standby',
  summary: 'A standby that would have no WAL archive of its own once it is promoted',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      if (database.role.kind === 'standby') yield judge(model, database);
    }
  },
};

function judge(model: BackupModel, database: Database): Assessment {
  const { title, role } = database;
  const { certain, possible } = walArchivesOf(model, database);
  const [archive] = certain;
  if (archive) {
    const message = `${title} goes on archiving when it is promoted`;
    return {
      outcome: 'upheld',
      about: database,
      message,
      evidence: [{ message: 'its own archive', at: archive.origin }],
    };
  }
  if (possible[0]) {
    return { outcome: 'undecided', about: database, why: `whether ${possible[0].title} is there is not known` };
  }
  return {
    outcome: 'problem',
    about: database,
    message: `${title} archives nothing by itself: from the moment it is promoted, nothing that is written to it is backed up`,
    remedy: 'Give it an archive of its own already now, under another path or serverName than its source',
    evidence: [{ message: `a standby: ${role.why}`, at: role.origin }],
  };
}
