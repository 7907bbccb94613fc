import { known } from '@backlint/source/value';
import { archiveIdentity } from '../archive-identity.ts';
import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import type { BaseBackupSchedule, LogicalDump } from '../protection.ts';
import { dumpsOf, restorePathsOf, schedulesOf, walArchivesOf } from '../questions.ts';
import { type Chance, type Copy, no, unknown, yes } from './copy.ts';
import type { Disaster } from './disaster.ts';
import { maximumGap } from './maximum-gap.ts';

/** The other instances of the same cluster: the first to take over, and no help against what they all repeat. */
export function replicaCopies(database: Database): readonly Copy[] {
  const instances = known(database.instances);
  if (instances !== undefined && instances < 2) return [];
  const survives = (disaster: Disaster): Chance => {
    if (disaster === 'bad-migration') return no('replicas repeat every change');
    if (disaster === 'object-store') return no('it is the live database');
    if (disaster !== 'pod' && disaster !== 'volume') return no('replicas live and die with the cluster');
    return instances === undefined ? unknown('how many instances it has is not known') : yes;
  };
  return [
    {
      part: database,
      wayBack: 'a replica takes over',
      lossSeconds: 0,
      lossWhy: 'replicas stream every change; what was not sent yet is lost',
      evidence: [{ message: 'instances', at: database.instances.origin }],
      survives,
    },
  ];
}

/** The live database itself, for disasters that do not reach its volume. */
export function liveCopy(database: Database): Copy {
  const survives = (disaster: Disaster): Chance => {
    if (disaster === 'pod' || disaster === 'object-store') return yes;
    return no('its volume is gone, or wrong');
  };
  return {
    part: database,
    wayBack: 'the volume is still there',
    lossSeconds: 0,
    lossWhy: 'the data itself is untouched',
    evidence: [],
    survives,
  };
}

/** Volume snapshots, which live beside the volume and often go with what owns them. */
export function snapshotCopies(database: Database, model: BackupModel, now: Date): readonly Copy[] {
  const capability = database.backupCapabilities.find(({ method }) => method === 'volumeSnapshot');
  if (!capability) return [];
  return schedulesOf(model, database)
    .certain.filter(({ method, suspended }) => known(method) === 'volumeSnapshot' && known(suspended) === false)
    .map((schedule) => ({
      part: schedule,
      wayBack: 'recovery from the newest volume snapshot',
      lossSeconds: maximumGap(schedule.schedule, now),
      lossWhy: 'what came after the last snapshot is lost',
      evidence: [{ message: `${schedule.title} takes snapshots`, at: schedule.origin }],
      survives: (disaster: Disaster) => snapshotSurvives(disaster, capability.snapshots?.owner, schedule),
    }));
}

type SnapshotOwner = NonNullable<Database['backupCapabilities'][number]['snapshots']>['owner'];

function snapshotSurvives(
  disaster: Disaster,
  owner: SnapshotOwner | undefined,
  { ownerReference }: BaseBackupSchedule,
): Chance {
  switch (disaster) {
    case 'pod':
    case 'object-store':
    case 'bad-migration':
      return yes;
    case 'cluster-object': {
      const [by, backupBy] = [owner && known(owner), known(ownerReference)];
      if (by === 'cluster') return no('the Cluster owns the snapshots, so they are deleted with it');
      if (by === 'backup' && backupBy === 'cluster') {
        return no('the Cluster owns the Backups, which own the snapshots: all are deleted with it');
      }
      if (by === undefined || (by === 'backup' && backupBy === undefined))
        return unknown('what owns the snapshots is not known');
      return yes;
    }
    case 'volume':
      return unknown('whether snapshots outlive their volume depends on the storage');
    case 'namespace':
      return unknown('it depends on the deletionPolicy of the VolumeSnapshotClass');
    default:
      return unknown('where the storage keeps snapshots is not in these files');
  }
}

/** Logical dumps, of which the files rarely tell where they end up. */
export function dumpCopies(database: Database, model: BackupModel, now: Date): readonly Copy[] {
  return dumpsOf(model, database)
    .certain.filter(({ suspended }) => known(suspended) === false)
    .map((dump) => dumpCopy(dump, now));
}

function dumpCopy(dump: LogicalDump, now: Date): Copy {
  const survives = (disaster: Disaster): Chance => {
    if (disaster === 'pod' || disaster === 'volume' || disaster === 'bad-migration') return yes;
    return unknown(`where ${dump.title} puts its dumps is not known`);
  };
  return {
    part: dump,
    wayBack: 'restore of the newest dump',
    lossSeconds: maximumGap(dump.schedule, now),
    lossWhy: 'what came after the last dump is lost',
    evidence: [{ message: `${dump.title} dumps it`, at: dump.origin }],
    survives,
  };
}

/** Standbys that follow the archive of a database. */
export function standbyCopies(database: Database, model: BackupModel): readonly Copy[] {
  const written = walArchivesOf(model, database).certain.flatMap(
    ({ destination, serverName }) => archiveIdentity(destination, serverName) ?? [],
  );
  const follows = (standby: Database) =>
    restorePathsOf(model, standby).some(
      ({ usedBy, destination, serverName }) =>
        usedBy.some(({ as }) => as === 'replica') && written.includes(archiveIdentity(destination, serverName) ?? ''),
    );
  return model.databases
    .filter((other) => other !== database && other.role.kind === 'standby' && known(other.hibernated) === false)
    .filter(follows)
    .map((standby) => ({
      part: standby,
      wayBack: `promote ${standby.title}`,
      lossSeconds: 300,
      lossWhy: 'it replays WAL as it is archived, at least every 5 minutes',
      evidence: [{ message: 'the standby', at: standby.origin }],
      survives: (disaster: Disaster) => standbySurvives(disaster, database, standby),
    }));
}

function standbySurvives(disaster: Disaster, database: Database, standby: Database): Chance {
  switch (disaster) {
    case 'pod':
    case 'volume':
    case 'cluster-object':
    case 'object-store':
      return yes;
    case 'namespace':
      return known(standby.namespace) === known(database.namespace) ? no('it lives in the same namespace') : yes;
    case 'bad-migration':
      return no('it repeats every change');
    case 'ransomware':
      return unknown('whether its credentials are safe is not in these files');
    default:
      return no('it lives in the same Kubernetes cluster, as far as these files tell');
  }
}
