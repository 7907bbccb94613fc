import type { Rule } from '@backlint/lint/rule';
import { addBeside, type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { known } from '@backlint/source/value';

export const unownedBackups: Rule = {
  id: 'unowned-backups',
  summary: 'A schedule whose Backup objects belong to nobody and pile up',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const schedule of model.baseBackupSchedules) {
      const { ownerReference, title } = schedule;
      const at = ownerReference.origin;
      if (ownerReference.kind === 'unknown' || ownerReference.kind === 'absent') continue;
      if (ownerReference.value !== 'none') {
        const owner = ownerReference.value === 'self' ? 'the schedule' : 'the cluster';
        yield {
          outcome: 'upheld',
          about: schedule,
          message: `The Backup objects of ${title} belong to ${owner} and are deleted with it`,
          evidence: [{ message: 'the owner', at }],
        };
      } else if (!deletesSnapshots(schedule)) {
        yield {
          outcome: 'problem',
          about: schedule,
          at,
          message: `Nobody owns the Backup objects of ${title}: one more is left behind at every run, also after the schedule and the cluster are gone`,
          remedy:
            'Write `backupOwnerReference: self` (they go with the schedule) or `cluster` (they go with the cluster); what is in the object store stays either way',
          ...ownerFix(schedule),
        };
      }
    }
  },
};

/** Nobody wrote that the objects should pile up where it is a default; where somebody did, a person should look. */
function ownerFix({ ownerReference, schedule }: BaseBackupSchedule): OptionalFix {
  const title = 'Let the schedule own its Backup objects';
  if (ownerReference.kind === 'written') return replaceValue(ownerReference, 'self', { title, safety: 'unsafe' });
  return addBeside(
    schedule.expression,
    ownerReference.origin,
    { backupOwnerReference: 'self' },
    { title, safety: 'safe' },
  );
}

/** With snapshots that belong to their Backup, an owner of the Backup would take the snapshots along. */
function deletesSnapshots({ method, database }: BaseBackupSchedule): boolean {
  if (database.kind !== 'resolved' || known(method) === 'barmanObjectStore' || known(method) === 'plugin') return false;
  return database.to.backupCapabilities.some(({ snapshots }) => snapshots && known(snapshots.owner) !== 'none');
}
