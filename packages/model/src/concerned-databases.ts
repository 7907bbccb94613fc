import type { Link } from '@backlint/source/value';
import type { BackupModel } from './backup-model.ts';
import type { Part } from './part.ts';
import { clusterVolumeBackupsOf, volumeBackupsOf } from './questions.ts';

/** Tells of the address of each part which databases, by their addresses, it has to do with; none for what serves all. */
export function concernedDatabases(model: BackupModel): ReadonlyMap<string, ReadonlySet<string>> {
  const concerned = new Map<string, Set<string>>();
  const add = (part: Part, databases: Iterable<string>) => {
    const own = concerned.get(part.address) ?? new Set();
    for (const database of databases) own.add(database);
    concerned.set(part.address, own);
  };
  for (const database of [...model.databases, ...model.workloadDatabases]) add(database, [database.address]);
  for (const { address, plugins } of model.databases) for (const plugin of plugins) add(plugin, [address]);
  for (const archive of [...model.walArchives, ...model.restorePaths]) {
    add(archive, [archive.database.address]);
    if (archive.destination.kind === 'resolved') add(archive.destination.to, [archive.database.address]);
  }
  for (const request of [...model.baseBackupSchedules, ...model.oneOffBackups])
    add(request, addressesOf([request.database]));
  for (const dump of model.logicalDumps) add(dump, addressesOf([...dump.covers, ...dump.coversWorkloads]));
  for (const job of model.verifications) add(job, addressesOf(job.covers));
  for (const database of model.databases) {
    for (const backup of clusterVolumeBackupsOf(model, database).certain) add(backup, [database.address]);
  }
  for (const database of model.workloadDatabases) {
    for (const backup of volumeBackupsOf(model, database).certain) add(backup, [database.address]);
  }
  for (const { user, secret } of model.credentialReferences) {
    if (secret.kind === 'resolved') add(secret.to, concerned.get(user.address) ?? []);
  }
  return concerned;
}

function addressesOf(links: readonly Link<Part>[]): readonly string[] {
  return links.flatMap((link) => (link.kind === 'resolved' ? [link.to.address] : []));
}
