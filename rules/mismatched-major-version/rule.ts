import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { Database } from '@backlint/model/database';
import { known } from '@backlint/source/value';
import { restoredFrom } from '../restored-from.ts';

export const mismatchedMajorVersion: Rule = {
  id: 'mismatched-major-version',
  summary: 'A drill, standby or restored cluster with another major version of PostgreSQL than its source',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const { database, source } of restoredFrom(model)) yield judge(database, source);
  },
};

function judge(database: Database, source: Database): Assessment {
  const [here, there] = [database.major, source.major];
  const common = { about: database, at: here.origin, discriminator: source.address };
  const evidence = [{ message: `what ${source.title} runs`, at: there.origin }];
  if (here.kind === 'unknown' || there.kind === 'unknown') {
    const why = `whether ${database.title} and ${source.title} run the same major version of PostgreSQL is not known`;
    return { outcome: 'undecided', about: database, at: here.origin, why };
  }
  const [version, needed] = [known(here), known(there)];
  if (version === needed) {
    const runs = version === undefined ? 'the version that the operator chooses' : `PostgreSQL ${version}`;
    const message = `${database.title} and ${source.title} both run ${runs}`;
    return { outcome: 'upheld', about: database, at: here.origin, message, evidence };
  }
  if (version === undefined || needed === undefined) {
    const [open, fixed] = version === undefined ? [database, source] : [source, database];
    return {
      ...common,
      outcome: 'problem',
      severity: 'warning',
      message: `${fixed.title} runs PostgreSQL ${version ?? needed}, and ${open.title} whatever the operator takes for its default: with another major version, the one cannot be restored from the other`,
      remedy: `Write the image of PostgreSQL in ${open.title} as well`,
      evidence,
    };
  }
  // A database of its own was restored once, and may have been upgraded since.
  const isCopy = database.role.kind === 'standby' || database.role.kind === 'drill';
  return {
    ...common,
    outcome: 'problem',
    ...(isCopy ? {} : { severity: 'warning' as const }),
    message: `${database.title} runs PostgreSQL ${version}, but what it is restored from is written by PostgreSQL ${needed} in ${source.title}: a physical backup starts under its own major version only`,
    remedy: `Give it an image of PostgreSQL ${needed}`,
    evidence,
  };
}
