import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { Database } from '@backlint/model/database';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { known } from '@backlint/source/value';

export const interruptingSnapshots: Rule = {
  id: 'interrupting-snapshots',
  summary: 'Volume snapshots for which the database is stopped',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const schedule of model.baseBackupSchedules) {
      if (known(schedule.method) !== 'volumeSnapshot' || known(schedule.suspended) === true) continue;
      if (schedule.database.kind === 'resolved') yield* judge(schedule, schedule.database.to);
    }
  },
};

function* judge(schedule: BaseBackupSchedule, database: Database): Iterable<Assessment> {
  const settings = database.backupCapabilities.find(({ snapshots }) => snapshots)?.snapshots;
  const online = schedule.online.kind === 'absent' ? settings?.online : schedule.online;
  // A hot snapshot interrupts nothing, and one that is not set up is the matter of `unsupported-backup-method`.
  if (!online || known(online) !== false) return;
  const target = schedule.target.kind === 'absent' ? database.backupTarget : schedule.target;
  const evidence = [{ message: 'snapshots are taken of a stopped instance', at: online.origin }];
  const alone = known(database.instances) === 1;
  if (alone || known(target) === 'primary') {
    yield {
      outcome: 'problem',
      about: schedule,
      at: alone ? database.instances.origin : target.origin,
      message: alone
        ? `${schedule.title} stops the only instance of ${database.title} at every run: nobody can use it until the snapshot is taken`
        : `${schedule.title} stops the primary of ${database.title} at every run: nobody can write until the snapshot is taken`,
      remedy: alone
        ? 'Add an instance, or take hot snapshots (`online: true`) beside a WAL archive'
        : 'Take it from a standby (`target: prefer-standby`), or take hot snapshots (`online: true`) beside a WAL archive',
      evidence,
    };
    return;
  }
  const open = [database.instances, target].find(({ kind }) => kind === 'unknown');
  if (open) {
    const why = `which instance of ${database.title} is stopped for snapshots is not known`;
    yield { outcome: 'undecided', about: schedule, at: open.origin, why };
    return;
  }
  const message = `${schedule.title} stops a standby of ${database.title}, and not the primary`;
  yield { outcome: 'upheld', about: schedule, message, evidence };
}
