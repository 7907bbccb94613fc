import type { Rule } from '@backlint/lint/rule';
import { walArchivesOf } from '@backlint/model/questions';
import type { Recovery } from '@backlint/model/recovery';
import type { Value } from '@backlint/source/value';

export const lingeringRecoveryTarget: Rule = {
  id: 'lingering-recovery-target',
  summary: 'A restored database that would go back to the same moment if it were created again',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      const { recovery, role, title } = database;
      const [archive] = walArchivesOf(model, database).certain;
      // What archives by itself has been restored, and has moved on since.
      if (!recovery || !archive || role.kind !== 'primary') continue;
      const fixed = fixedPointOf(recovery);
      if (!fixed) continue;
      yield {
        outcome: 'problem',
        about: database,
        at: fixed.value.origin,
        message: `${title} archives by itself by now, but is still told to begin with ${fixed.what}: whoever creates it again goes back there, and leaves out everything since`,
        remedy:
          'Remove `bootstrap.recovery`, which is read only when the database is created, or let it read its own newest archive',
        evidence: [{ message: 'its own archive', at: archive.origin }],
      };
    }
  },
};

/** What makes a restore end at the same place each time. */
function fixedPointOf({ backup, fromSnapshots, target, origin }: Recovery) {
  const points: readonly { readonly what: string; readonly value: Value<unknown> }[] = [
    { what: 'a target time', value: target.time },
    { what: 'a target in the WAL', value: target.lsn },
    { what: 'a target name', value: target.name },
    { what: 'a target transaction', value: target.xid },
    { what: 'a certain backup', value: target.backupId },
    { what: 'a certain Backup object', value: backup },
  ];
  const snapshots = { what: 'volume snapshots', value: { kind: 'written', value: true, origin } } as const;
  const written = points.find(({ value }) => value.kind === 'written' && value.value !== '');
  return written ?? (fromSnapshots ? snapshots : undefined);
}
