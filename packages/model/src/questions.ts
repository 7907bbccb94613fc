import { known, type Link, type Value } from '@backlint/source/value';
import { archiveIdentity } from './archive-identity.ts';
import type { BackupModel } from './backup-model.ts';
import type { BackupCapability, Database } from './database.ts';
import type { Destination, ObjectStore } from './destination.ts';
import { mayBeEqual, mayShareCluster, mayShareNamespace } from './link.ts';
import type { BackupRequest, BaseBackupSchedule, LogicalDump, WalArchive } from './protection.ts';
import type { RestorePath } from './restore-path.ts';
import type { Verification } from './verification.ts';
import type { VolumeBackup, WorkloadDatabase } from './workload-database.ts';

/** What is about this database for certain, and what might be. */
export interface Answer<T> {
  readonly certain: readonly T[];
  /** Parts that may or may not be about this database, or may not be there at all: the files do not decide. */
  readonly possible: readonly T[];
}

/** The schedules that take base backups of a database, suspended ones included. */
export function schedulesOf(model: BackupModel, database: Database): Answer<BaseBackupSchedule> {
  return {
    certain: model.baseBackupSchedules.filter(({ database: link }) => link.kind === 'resolved' && link.to === database),
    possible: model.baseBackupSchedules.filter(
      (schedule) =>
        schedule.database.kind === 'unknown' &&
        mayShareCluster(schedule, database) &&
        mayShareNamespace(schedule.namespace, database.namespace) &&
        mayBeEqual(schedule.databaseName, database.name),
    ),
  };
}

/** The schedules whose base backups go where the WAL goes, and where verifications look; all where none does. */
export function archivedSchedulesOf(model: BackupModel, database: Database): readonly BaseBackupSchedule[] {
  const { certain } = schedulesOf(model, database);
  const archived = certain.filter(({ method }) => known(method) !== 'volumeSnapshot');
  return archived.length > 0 ? archived : certain;
}

/** The WAL archives that a database writes, those switched off excluded. */
export function walArchivesOf(model: BackupModel, database: Database): Answer<WalArchive> {
  const skips = database.skipsWalArchiving;
  if (known(skips) === true) return { certain: [], possible: [] };
  const own = groupOf(walArchiveGroups, model, model.walArchives, database);
  const isCertain = ({ enabled }: WalArchive) => known(enabled) === true && skips.kind !== 'unknown';
  return {
    certain: own.filter(isCertain),
    possible: own.filter((archive) => !isCertain(archive) && known(archive.enabled) !== false),
  };
}

/** The logical dumps that include a database. */
export function dumpsOf(model: BackupModel, database: Database): Answer<LogicalDump> {
  return {
    certain: model.logicalDumps.filter(({ covers }) => mentions(covers, database)),
    possible: model.logicalDumps.filter(
      (dump) =>
        dump.coversUnknown !== undefined &&
        !mentions(dump.covers, database) &&
        mayShareCluster(dump, database) &&
        mayShareNamespace(dump.namespace, database.namespace),
    ),
  };
}

/** The logical dumps that include a database outside operators. */
export function dumpsOfWorkload(model: BackupModel, database: WorkloadDatabase): Answer<LogicalDump> {
  const isNamed = ({ coversWorkloads }: LogicalDump) =>
    coversWorkloads.some((link) => link.kind === 'resolved' && link.to === database);
  return {
    certain: model.logicalDumps.filter(isNamed),
    possible: model.logicalDumps.filter(
      (dump) =>
        dump.engine === database.engine &&
        dump.coversWorkloadsUnknown !== undefined &&
        mayShareCluster(dump, database) &&
        mayShareNamespace(dump.namespace, database.namespace),
    ),
  };
}

type VolumeHolder = Pick<WorkloadDatabase, 'data' | 'namespace' | 'environment'>;

/** What copies the volume that a database outside operators keeps its data on to another place. */
export function volumeBackupsOf(model: BackupModel, database: VolumeHolder): Answer<VolumeBackup> {
  return volumeCopiesOf(
    model.volumeBackups.filter(({ isOnVolume }) => !isOnVolume),
    database,
  );
}

/** What copies the volumes of a Cluster to another place; the operator numbers their claims from 1. */
export function clusterVolumeBackupsOf(
  model: BackupModel,
  { name, namespace, origin, environment }: Database,
): Answer<VolumeBackup> {
  const claim: Value<string> = name.kind === 'written' ? { ...name, value: `${name.value}-1` } : name;
  return volumeBackupsOf(model, {
    data: { kind: 'claim', claim, origin },
    namespace,
    ...(environment === undefined ? {} : { environment }),
  });
}

/** What takes snapshots that lie on the volume that a database outside operators keeps its data on. */
export function volumeSnapshotsOf(model: BackupModel, database: WorkloadDatabase): Answer<VolumeBackup> {
  return volumeCopiesOf(
    model.volumeBackups.filter(({ isOnVolume }) => isOnVolume),
    database,
  );
}

function volumeCopiesOf(all: readonly VolumeBackup[], holder: VolumeHolder): Answer<VolumeBackup> {
  const { data, namespace } = holder;
  const backups = all.filter((backup) => mayShareCluster(backup, holder));
  const claim = data.kind === 'claim' ? data.claim : undefined;
  const reaches = (backup: VolumeBackup): boolean | undefined => {
    if (!claim) return backup.tool === 'Velero' && data.kind === 'unknown' ? undefined : false;
    if (backup.claim.kind !== 'absent') {
      if (!mayShareNamespace(backup.namespace, namespace) || !mayBeEqual(backup.claim, claim)) return false;
      const isCertain = known(backup.claim) !== undefined && known(claim) !== undefined;
      return isCertain && backup.selects === undefined ? true : undefined;
    }
    const home = known(namespace);
    const names = known(backup.namespaces);
    if (names !== undefined && home !== undefined && !names.includes(home)) return false;
    const isAmong = backup.namespaces.kind === 'absent' || (names !== undefined && home !== undefined);
    return isAmong && backup.selects === undefined ? true : undefined;
  };
  return {
    certain: backups.filter((backup) => reaches(backup) === true),
    possible: backups.filter((backup) => reaches(backup) === undefined),
  };
}

/** The verifications that cover a database. */
export function verificationsOf(model: BackupModel, database: Database): Answer<Verification> {
  return {
    certain: model.verifications.filter(({ covers }) => mentions(covers, database)),
    possible: model.verifications.filter(
      (verification) =>
        verification.coversUnknown !== undefined &&
        !mentions(verification.covers, database) &&
        mayShareCluster(verification, database),
    ),
  };
}

/** The ways in which a database can serve a request as it is written: those that are there, and those that may be. */
export function capabilitiesFor(database: Database, { method, plugin }: BackupRequest): Answer<BackupCapability> {
  const [wanted, wantedPlugin] = [known(method), known(plugin)];
  const fits = (capability: BackupCapability) =>
    capability.method === wanted &&
    (capability.plugin === undefined || (wantedPlugin !== undefined && known(capability.plugin) === wantedPlugin));
  const mayFit = (capability: BackupCapability) =>
    capability.method === wanted && (fits(capability) || capability.plugin?.kind === 'unknown');
  const { backupCapabilities } = database;
  return {
    certain: backupCapabilities.filter((capability) => fits(capability) && known(capability.enabled) === true),
    possible: backupCapabilities.filter(
      (capability) => mayFit(capability) && (!fits(capability) || capability.enabled.kind === 'unknown'),
    ),
  };
}

/** The barman ObjectStores among the destinations. */
export function objectStoresOf(model: BackupModel): readonly ObjectStore[] {
  return model.destinations.filter(isObjectStore);
}

/** The archives that a database reads. */
export function restorePathsOf(model: BackupModel, database: Database): readonly RestorePath[] {
  return groupOf(restorePathGroups, model, model.restorePaths, database);
}

/** Tells of each restore path which other databases certainly write the archive that it reads. Made once for many. */
export function archiveWritersOf(model: BackupModel): (path: RestorePath) => readonly Database[] {
  const writers = new Map<string, Set<Database>>();
  for (const database of model.databases) {
    for (const { destination, serverName } of walArchivesOf(model, database).certain) {
      const identity = archiveIdentity(destination, serverName);
      if (identity === undefined) continue;
      const others = writers.get(identity);
      if (others) others.add(database);
      else writers.set(identity, new Set([database]));
    }
  }
  return ({ destination, serverName, database: reader }) => {
    const read = archiveIdentity(destination, serverName);
    return [...(writers.get(read ?? '') ?? [])].filter((database) => database !== reader);
  };
}

type Groups<T> = WeakMap<BackupModel, ReadonlyMap<Database, readonly T[]>>;

// Every rule asks these of every database, so a model is sorted once; it never changes.
const walArchiveGroups: Groups<WalArchive> = new WeakMap();
const restorePathGroups: Groups<RestorePath> = new WeakMap();

function groupOf<T extends { readonly database: Database }>(
  groups: Groups<T>,
  model: BackupModel,
  parts: readonly T[],
  database: Database,
): readonly T[] {
  let ofModel = groups.get(model);
  if (!ofModel) {
    const sorted = new Map<Database, T[]>();
    for (const part of parts) {
      const others = sorted.get(part.database);
      if (others) others.push(part);
      else sorted.set(part.database, [part]);
    }
    groups.set(model, sorted);
    ofModel = sorted;
  }
  return ofModel.get(database) ?? [];
}

function isObjectStore(destination: Destination): destination is ObjectStore {
  return destination.declaredIn === 'object-store';
}

function mentions(links: readonly Link<Database>[], database: Database): boolean {
  return links.some((link) => link.kind === 'resolved' && link.to === database);
}
