import type { Assessment } from '@backlint/lint/assessment';
import type { ChangeRule } from '@backlint/lint/rule';
import { archiveChangesOf, beginsFromItself } from '@backlint/model/archive-changes';
import type { Database } from '@backlint/model/database';
import { type Pair, pairsOf } from '@backlint/model/model-change';
import type { RecoveryTarget } from '@backlint/model/recovery';
import { known } from '@backlint/source/value';

export const ineffectiveBootstrap: ChangeRule = {
  id: 'ineffective-bootstrap',
  summary: 'A change of how a database begins that was there before, and so has begun already',
  severity: 'warning',
  since: '0.1.0',

  *checkChange(change) {
    const anew = new Set(
      archiveChangesOf(change).flatMap((one) => (beginsFromItself(change, one) ? [one.database.after] : [])),
    );
    for (const pair of pairsOf(change.before.databases, change.after.databases)) {
      if (pair.before.role.kind !== 'primary' || pair.after.role.kind !== 'primary') continue;
      yield* judge(pair, anew.has(pair.after));
    }
  },
};

/** Who has thought of an archive for the database that is made again knows that it has to be deleted. */
function* judge({ before, after }: Pair<Database>, isMadeAnew: boolean): Iterable<Assessment> {
  const [was, is] = [before.bootstrapMethods[0], after.bootstrapMethods[0]];
  // What is left out in the end is what `lingering-recovery-target` asks for, and more than one is contradictory.
  if (!is || was?.method === 'unknown' || is.method === 'unknown' || after.bootstrapMethods.length > 1) return;
  const { title } = after;
  const evidence = [{ message: 'how it began', at: was?.origin ?? before.origin, isBefore: true as const }];
  const common = { outcome: 'problem', about: after, evidence } as const;
  const target = changedTarget(before, after);
  if (is.method === 'recovery' && (was?.method !== 'recovery' || target)) {
    yield {
      ...common,
      ...(isMadeAnew ? { severity: 'note' as const } : {}),
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
      message: `${title} was restored and begins empty by now: nothing happens while it is there, but whoever creates it again gets no data`,
      remedy: 'Let it begin from its own archive, under another server name than it writes',
    };
  }
}

/** The first setting of the place to stop at that is new or other than before. */
function changedTarget({ recovery: was }: Database, { recovery: is }: Database) {
  if (!was || !is) return undefined;
  const settings = ['time', 'lsn', 'name', 'xid', 'backupId'] as const satisfies readonly (keyof RecoveryTarget)[];
  const changed = settings
    .map((setting) => ({ before: was.target[setting], after: is.target[setting] }))
    .find(
      (one) =>
        one.before.kind !== 'unknown' && known(one.after) !== undefined && known(one.after) !== known(one.before),
    );
  return changed?.after.origin;
}
