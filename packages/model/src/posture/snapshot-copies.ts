import { known, type Value } from '@backlint/source/value';
import type { BackupModel } from '../backup-model.ts';
import type { Database, SnapshotSettings } from '../database.ts';
import type { BaseBackupSchedule } from '../protection.ts';
import { walArchivesOf } from '../questions.ts';
import { archiveName } from './archive-copies.ts';
import { archiveTimeoutLoss } from './archive-timeout.ts';
import { baseBackupsBy } from './base-backups.ts';
import { both, type Chance, type Copy, no, unknown, yes } from './copy.ts';
import type { Disaster } from './disaster.ts';
import type { Loss } from './loss.ts';
import { maximumGap } from './maximum-gap.ts';
import { storeFate } from './store-fate.ts';

/** Volume snapshots, which live beside the volume and often go with what owns them; with WAL they are as good as an archive. */
export function snapshotCopies(database: Database, model: BackupModel, now: Date): readonly Copy[] {
  const settings = database.backupCapabilities.find(({ snapshots }) => snapshots)?.snapshots;
  const { schedule, chance } = baseBackupsBy('volumeSnapshot', database, model, now);
  if (!settings || !schedule) return [];
  const archives = walArchivesOf(model, database).certain.filter(({ destination }) => destination.kind === 'resolved');
  const isOnline = schedule.online.kind === 'absent' ? settings.online : schedule.online;
  const consistent: Chance =
    known(isOnline) === false || archives.length > 0
      ? yes
      : unknown('a snapshot of a running database needs WAL to become consistent, and none is certainly archived');
  const fate = (disaster: Disaster) => both(both(chance, consistent), snapshotFate(disaster, settings.owner, schedule));
  const alone: Copy = {
    kind: 'snapshot',
    part: schedule,
    wayBack: 'recovery from the newest volume snapshot',
    loss: gapLoss(maximumGap(schedule.schedule, now)),
    lossWhy: 'what came after the last snapshot is lost',
    evidence: [{ message: `${schedule.title} takes snapshots`, at: schedule.origin }],
    dependsOn: [database, schedule],
    survives: fate,
  };
  const withWal = archives.flatMap((archive): Copy[] => {
    if (archive.destination.kind !== 'resolved') return [];
    const destination = archive.destination.to;
    return [
      {
        ...alone,
        wayBack: `recovery from a volume snapshot and the WAL in ${archiveName(archive)}`,
        ...archiveTimeoutLoss(database),
        pointInTime: 'as far back as snapshots and WAL are kept',
        evidence: [...alone.evidence, { message: 'WAL is archived here', at: archive.origin }],
        dependsOn: [...alone.dependsOn, archive, destination],
        survives: (disaster) => both(fate(disaster), storeFate(disaster, destination, database, { model })),
      },
    ];
  });
  return [...withWal, alone];
}

/** The loss of what is taken again and again, from the longest time between two runs. */
export function gapLoss(seconds: number | undefined): Loss {
  return seconds === undefined ? { kind: 'unknown' } : { kind: 'at-most', seconds };
}

function snapshotFate(
  disaster: Disaster,
  owner: SnapshotSettings['owner'],
  { ownerReference }: BaseBackupSchedule,
): Chance {
  switch (disaster) {
    case 'pod':
    case 'object-store':
    case 'bad-migration':
      return yes;
    case 'cluster-object':
      return ownerFate(owner, ownerReference);
    case 'volume':
    case 'node':
      return unknown('whether snapshots outlive their volume depends on the storage');
    case 'namespace':
      return unknown('it depends on the deletionPolicy of the VolumeSnapshotClass');
    case 'ransomware':
      return no('whoever has the cluster can delete its snapshots');
    default:
      return unknown('where the storage keeps snapshots is not in these files');
  }
}

/** What is owned is deleted with its owner, through as many steps as there are. */
function ownerFate(owner: SnapshotSettings['owner'], backupOwner: Value<'none' | 'self' | 'cluster'>): Chance {
  if (known(owner) === 'cluster') return no('the Cluster owns the snapshots, so they are deleted with it');
  if (known(owner) === 'none') return yes;
  if (known(owner) === undefined || known(backupOwner) === undefined)
    return unknown('what owns the snapshots is not known');
  return known(backupOwner) === 'cluster'
    ? no('the Cluster owns the Backups, which own the snapshots: all are deleted with it')
    : yes;
}
