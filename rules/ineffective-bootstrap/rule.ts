import type { Assessment } from '@backlint/lint/assessment';
import type { ChangeRule } from '@backlint/lint/rule';
import { archiveChangesOf, beginsFromItself } from '@backlint/model/archive-changes';
import type { Database } from '@backlint/model/database';
import { type Pair, pairsOf } from '@backlint/model/model-change';
import type { RecoveryTarget } from '@backlint/model/recovery';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';

export const ineffectiveBootstrap: ChangeRule = {
  id: 'ineffective-bootstrap',
  summary: 'A change of how a database begins that was there before, and so has begun already',
  severity: 'warning',
  since: '0.1.0',

  *checkChange(change) {
    const again = new Set(
      archiveChangesOf(change).flatMap((one) => (beginsFromItself(change, one) ? [one.database.after] : [])),
    );
    for (const pair of pairsOf(change.before.databases, change.after.databases)) {
      if (pair.before.role.kind !== 'primary' || pair.after.role.kind !== 'primary') continue;
      yield* judge(pair, again.has(pair.after));
    }
  },
};

function* judge({ before, after }: Pair<Database>, isMadeAgain: boolean): Iterable<Assessment> {
  const [was, is] = [before.bootstrapMethods[0], after.bootstrapMethods[0]];
  // What is left out in the end is what `lingering-recovery-target` asks for, and more than one is contradictory.
  if (!is || was?.method === 'unknown' || is.method === 'unknown' || after.bootstrapMethods.length > 1) return;
  const { title } = after;
  const evidence = [{ message: 'how it began', at: was?.origin ?? before.origin, isBefore: true as const }];
  const common = { outcome: 'problem', about: after, evidence } as const;
  const target = changedTarget(before, after);
  // What begins with the newest of its own archive is written for the day when it is made again.
  if (isMadeAgain && !target) return;
  if (is.method === 'recovery' && (was?.method !== 'recovery' || target)) {
    yield {
      ...common,
      at: (was?.method === 'recovery' ? target : undefined) ?? is.origin,
      message: `${title} was there before this change, and how a database begins is read only when it is created: nothing is restored as long as it is there, and if it is deleted so that it begins anew, everything since its last backup goes with it`,
      remedy:
        'Restore into a database of another name, and let what uses it go there; the old one stays until that is proven',
    };
  } else if (is.method === 'initdb' && was?.method === 'recovery') {
    yield {
      ...common,
      at: is.origin,
      severity: 'note',
      message: `${title} began as a restore, and is to begin empty from now on: nothing happens while it is there, but whoever creates it again gets no data`,
      remedy: 'Let it begin from its own archive, under another server name than it writes',
    };
  }
}

/** The first setting of the place to stop at that is new or other than before. */
function changedTarget({ recovery: was }: Database, { recovery: is }: Database): Origin | undefined {
  if (!is) return undefined;
  const settings = ['time', 'lsn', 'name', 'xid', 'backupId'] as const satisfies readonly (keyof RecoveryTarget)[];
  return settings
    .map((setting) => ({ before: was?.target[setting], after: is.target[setting] }))
    .filter(
      ({ before, after }) =>
        before?.kind !== 'unknown' && known(after) !== undefined && known(after) !== (before && known(before)),
    )
    .map(({ after }) => after.origin)[0];
}
