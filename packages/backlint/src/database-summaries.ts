import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Destination } from '@backlint/model/destination';
import type { Part } from '@backlint/model/part';
import type { BaseBackupSchedule, LogicalDump, WalArchive } from '@backlint/model/protection';
import {
  clusterVolumeBackupsOf,
  dumpsOf,
  dumpsOfWorkload,
  schedulesOf,
  volumeBackupsOf,
  walArchivesOf,
} from '@backlint/model/questions';
import type { VolumeBackup, WorkloadDatabase } from '@backlint/model/workload-database';
import type { DatabaseSummary, ProtectionSummary } from '@backlint/report/report';
import { known, type Link, type Value } from '@backlint/source/value';

/**
 * Every database of the model with what certainly protects it. Several files that declare one address (variants of a
 * database, of which somebody applies one) are one database, and the first of them is told.
 */
export function databaseSummaries(model: BackupModel): readonly DatabaseSummary[] {
  return [
    ...distinctOf(model.databases).map((database) => ({
      address: database.address,
      engine: database.engine,
      namespace: orNull(database.namespace),
      name: orNull(database.name),
      role: database.role.kind,
      tier: orNull(database.tier),
      protections: protectionsOf(model, database),
    })),
    ...distinctOf(model.workloadDatabases).map((database) => workloadSummary(model, database)),
  ];
}

function distinctOf<T extends Part>(parts: readonly T[]): readonly T[] {
  return [...new Map(parts.toReversed().map((part) => [part.address, part])).values()].reverse();
}

function workloadSummary(model: BackupModel, database: WorkloadDatabase): DatabaseSummary {
  const { address, engine, namespace, name } = database;
  return {
    address,
    engine,
    namespace: orNull(namespace),
    name: orNull(name),
    role: 'primary',
    tier: null,
    protections: [
      ...distinctOf(dumpsOfWorkload(model, database).certain).map(logicalDump),
      ...distinctOf(volumeBackupsOf(model, database).certain).map(volumeCopy),
    ],
  };
}

function volumeCopy({ suspended }: VolumeBackup): ProtectionSummary {
  return { method: 'volumeCopy', schedule: null, suspended: orNull(suspended), ...whereabouts(undefined) };
}

function protectionsOf(model: BackupModel, database: Database): readonly ProtectionSummary[] {
  const declared = model.walArchives.filter((archive) => archive.database === database);
  return [
    ...schedulesOf(model, database).certain.map((schedule) => baseBackup(schedule, declared)),
    ...walArchivesOf(model, database).certain.map(walArchive),
    ...dumpsOf(model, database).certain.map(logicalDump),
    ...clusterVolumeBackupsOf(model, database).certain.map(volumeCopy),
  ];
}

/** A base backup goes where the WAL of the same archiver goes; CloudNativePG has no other setting for it. */
function baseBackup(
  { schedule, suspended, method, plugin }: BaseBackupSchedule,
  archives: readonly WalArchive[],
): ProtectionSummary {
  const how = known(method);
  const archive = archives.find(
    ({ archiver, plugin: archivePlugin }) =>
      archiver === how && (how !== 'plugin' || (archivePlugin && known(archivePlugin)) === known(plugin)),
  );
  return {
    method: how ?? null,
    schedule: orNull(schedule.expression),
    suspended: orNull(suspended),
    ...whereabouts(archive?.destination),
  };
}

function walArchive({ enabled, destination }: WalArchive): ProtectionSummary {
  const isEnabled = known(enabled);
  const suspended = isEnabled === undefined ? null : !isEnabled;
  return { method: 'walArchive', schedule: null, suspended, ...whereabouts(destination) };
}

function logicalDump({ schedule, suspended }: LogicalDump): ProtectionSummary {
  return {
    method: 'logicalDump',
    schedule: orNull(schedule.expression),
    suspended: orNull(suspended),
    ...whereabouts(undefined),
  };
}

function whereabouts(link: Link<Destination> | undefined) {
  if (link?.kind !== 'resolved') return { destination: null, locality: null, retention: null };
  const { path, locality, retention } = link.to;
  return { destination: orNull(path), locality: locality.kind, retention: orNull(retention) };
}

function orNull<T>(value: Value<T>): T | null {
  return known(value) ?? null;
}
