import type { BackupModel } from '@backlint/model/backup-model';
import { volumeBackupsOf } from '@backlint/model/questions';
import type { VolumeBackup, VolumeBackupTarget, WorkloadDatabase } from '@backlint/model/workload-database';
import { known } from '@backlint/source/value';

/** A target with the jobs that certainly write to it, and the databases on the volumes that they copy. */
export interface VolumeTargetInUse {
  readonly target: VolumeBackupTarget;
  readonly databases: readonly WorkloadDatabase[];
  readonly jobs: readonly VolumeBackup[];
}

/** The target that Longhorn writes to unless a volume names another, which files do not say of volumes of claims. */
export function volumeTargetsInUse(model: BackupModel): readonly VolumeTargetInUse[] {
  const copied = model.workloadDatabases.flatMap((database) => {
    const jobs = volumeBackupsOf(model, database).certain.filter(({ tool }) => tool === 'Longhorn');
    return jobs.length === 0 ? [] : [{ database, jobs }];
  });
  if (copied.length === 0) return [];
  const jobs = new Map(copied.flatMap((one) => one.jobs.map((job) => [job.address, job] as const)));
  return model.volumeBackupTargets
    .filter(({ name }) => known(name) === 'default')
    .map((target) => ({ target, databases: copied.map(({ database }) => database), jobs: [...jobs.values()] }));
}
