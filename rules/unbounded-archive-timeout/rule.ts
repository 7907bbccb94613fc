import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { Database } from '@backlint/model/database';
import { readPostgresTime } from '@backlint/model/postgres-time';
import { walArchivesOf } from '@backlint/model/questions';
import { judgePrimaries } from '../judge-primaries.ts';

const hour = 3600;

export const unboundedArchiveTimeout: Rule = {
  id: 'unbounded-archive-timeout',
  summary: 'A quiet database that ships its last changes late or never',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    yield* judgePrimaries(model, (database) =>
      walArchivesOf(model, database).certain.length > 0 ? judge(database) : [],
    );
  },
};

function* judge(database: Database): Iterable<Assessment> {
  const { archiveTimeout, title } = database;
  if (archiveTimeout.kind === 'unknown') {
    const why = `how long ${title} keeps changes before it archives them is not known: ${archiveTimeout.why}`;
    yield { outcome: 'undecided', about: database, at: archiveTimeout.origin, why };
  }
  // CloudNativePG writes 5min where nothing is written.
  if (archiveTimeout.kind !== 'written') return;
  const seconds = readPostgresTime(archiveTimeout.value);
  if (seconds === undefined) return;
  const at = archiveTimeout.origin;
  if (seconds > 0 && seconds <= hour) {
    const evidence = [{ message: 'archive_timeout', at }];
    yield {
      outcome: 'upheld',
      about: database,
      message: `${title} archives its changes after ${archiveTimeout.value} at the latest`,
      evidence,
    };
    return;
  }
  yield {
    outcome: 'problem',
    about: database,
    at,
    message:
      seconds === 0
        ? `${title} archives its WAL only when 16 MB of it are full: where little is written, a day of changes may be lost`
        : `${title} may keep its last changes for ${archiveTimeout.value} before they are archived: that much is lost with the volume`,
    remedy: 'Write `5min`, which is also what CloudNativePG takes without the parameter',
    ...replaceValue(archiveTimeout, '5min', { title: 'Archive after five minutes', safety: 'unsafe' }),
  };
}
