import type { Rule } from '@backlint/lint/rule';
import { known } from '@backlint/source/value';

export const skippedEmptyArchiveCheck: Rule = {
  id: 'skipped-empty-archive-check',
  summary: 'A database that may archive into a place where another archive already is',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      if (known(database.skipsEmptyArchiveCheck) !== true) continue;
      yield {
        outcome: 'problem',
        about: database,
        at: database.skipsEmptyArchiveCheck.origin,
        message: `cnpg.io/skipEmptyWalArchiveCheck lets ${database.title} archive where WAL of another database is, and overwrite it: the other one can then no longer be restored`,
        remedy: 'Remove the annotation, and give a restored cluster a serverName of its own',
      };
    }
  },
};
