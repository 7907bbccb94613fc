import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database, SnapshotSettings } from '@backlint/model/database';
import { schedulesOf } from '@backlint/model/questions';
import { known, type Value } from '@backlint/source/value';

export const cascadingSnapshots: Rule = {
  id: 'cascading-snapshots',
  summary: 'Volume snapshots that are deleted together with what they protect from losing',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      const snapshots = database.backupCapabilities.find((capability) => capability.snapshots)?.snapshots;
      if (snapshots) yield* judge(model, database, snapshots);
    }
  },
};

function* judge(model: BackupModel, database: Database, { owner }: SnapshotSettings): Iterable<Assessment> {
  if (owner.kind === 'unknown') {
    const why = `whether the snapshots of ${database.title} outlive it is not known: ${owner.why}`;
    yield { outcome: 'undecided', about: database, at: owner.origin, why };
    return;
  }
  const schedules = schedulesOf(model, database).certain;
  const lighter = schedules.some(({ method }) => isOutsideTheVolumes(method)) ? { severity: 'warning' as const } : {};
  if (known(owner) === 'cluster') {
    yield {
      outcome: 'problem',
      about: database,
      at: owner.origin,
      ...lighter,
      message: `Whoever deletes ${database.title} deletes its snapshots as well: they belong to the cluster`,
      remedy: 'Write `snapshotOwnerReference: none`, and delete old snapshots by other means',
      ...replaceValue(owner, 'none', { title: 'Let the snapshots outlive the cluster', safety: 'unsafe' }),
    };
    return;
  }
  const taking = schedules.filter(({ method }) => known(method) === 'volumeSnapshot');
  const deleting = known(owner) === 'backup' ? taking.filter(({ ownerReference }) => isOwned(ownerReference)) : [];
  for (const { title, ownerReference } of deleting) {
    const owning = known(ownerReference) === 'self' ? 'the schedule' : 'the cluster';
    yield {
      outcome: 'problem',
      about: database,
      at: ownerReference.origin,
      discriminator: title,
      ...lighter,
      message: `Whoever deletes ${owning === 'the schedule' ? title : database.title} deletes the snapshots as well: they belong to their Backup objects, and those to ${owning}`,
      remedy: 'Write `backupOwnerReference: none`, and delete old Backup objects by other means',
      evidence: [{ message: 'the snapshots belong to their Backup', at: owner.origin }],
      ...replaceValue(ownerReference, 'none', { title: 'Let the snapshots outlive the schedule', safety: 'unsafe' }),
    };
  }
  if (deleting.length === 0 && taking.length > 0) {
    const message = `The snapshots of ${database.title} outlive the cluster and its schedules`;
    yield {
      outcome: 'upheld',
      about: database,
      message,
      evidence: [{ message: 'what they belong to', at: owner.origin }],
    };
  }
}

function isOwned(reference: Value<'none' | 'self' | 'cluster'>): boolean {
  return known(reference) === 'self' || known(reference) === 'cluster';
}

function isOutsideTheVolumes(method: Value<string>): boolean {
  return known(method) === 'barmanObjectStore' || known(method) === 'plugin';
}
