import type { Rule } from '@backlint/lint/rule';
import { archiveIdentity } from '@backlint/model/archive-identity';
import { restorePathsOf, walArchivesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';

export const recoveryIntoOwnArchive: Rule = {
  id: 'recovery-into-own-archive',
  summary: 'A database that archives into the archive it is restored from',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      for (const archive of walArchivesOf(model, database).certain) {
        const own = archiveIdentity(archive.destination, archive.serverName);
        for (const path of restorePathsOf(model, database)) {
          const [use] = path.usedBy;
          const source = archiveIdentity(path.destination, path.serverName);
          if (!use || own === undefined || source === undefined) continue;
          const evidence = [
            { message: `what it ${use.as === 'replica' ? 'follows' : 'is restored from'}`, at: path.origin },
          ];
          if (own !== source) {
            const message = `${database.title} reads ${source} and writes ${own}`;
            yield { outcome: 'upheld', about: path, message, evidence };
            continue;
          }
          const unchecked = known(database.skipsEmptyArchiveCheck) === true;
          yield {
            outcome: 'problem',
            about: path,
            at: archive.serverName.origin,
            ...(unchecked ? { severity: 'warning' as const } : {}),
            message: unchecked
              ? `${database.title} archives into ${own}, from which it is also restored: with the check for an empty archive switched off, it writes over the WAL of its predecessor`
              : `${database.title} archives into ${own}, from which it is also restored: the first start fails with "Expected empty archive"`,
            remedy: 'Give the new archive a serverName of its own, such as the old one with `-2` appended',
            evidence: [
              ...evidence,
              ...(unchecked ? [{ message: 'the check is off', at: database.skipsEmptyArchiveCheck.origin }] : []),
            ],
          };
        }
      }
    }
  },
};
