import type { BackupModel } from '@backlint/model/backup-model';
import type { Locality } from '@backlint/model/locality';
import type { Part } from '@backlint/model/part';
import type { LogicalDump } from '@backlint/model/protection';
import { dumpsOf, dumpsOfWorkload, volumeBackupsOf, walArchivesOf } from '@backlint/model/questions';

/** A dump job with the databases that nothing but dumps protects. */
export interface DumpInUse {
  readonly dump: LogicalDump;
  readonly databases: readonly Part[];
}

/** The dump jobs on which a database depends, since nothing else certainly copies it. */
export function dumpsInUse(model: BackupModel): readonly DumpInUse[] {
  const archived = (database: BackupModel['databases'][number]) => {
    const { certain, possible } = walArchivesOf(model, database);
    return certain.length + possible.length > 0;
  };
  const managed = model.databases
    .filter((database) => database.role.kind === 'primary' && !archived(database))
    .map((database) => ({ database, dumps: dumpsOf(model, database).certain }));
  const plain = model.workloadDatabases
    .filter((database) => {
      const { certain, possible } = volumeBackupsOf(model, database);
      return certain.length + possible.length + database.copyRequests.length === 0;
    })
    .map((database) => ({ database, dumps: dumpsOfWorkload(model, database).certain }));
  const users = new Map<LogicalDump, Part[]>();
  for (const { database, dumps } of [...managed, ...plain]) {
    // Of several the one that goes farthest decides.
    const [best] = [...dumps].sort((one, other) => distance(other) - distance(one));
    const others = (best && users.get(best)) ?? [];
    if (best && !others.some(({ address }) => address === database.address)) users.set(best, [...others, database]);
  }
  return Array.from(users, ([dump, databases]) => ({ dump, databases }));
}

const distances: Readonly<Record<Locality['kind'], number>> = {
  'in-cluster': 0,
  unknown: 1,
  'same-site': 2,
  'off-site': 3,
};

function distance(dump: LogicalDump): number {
  return distances[localityOfDump(dump).kind];
}

/** How far from the databases a job leaves its dumps. */
export function localityOfDump({ target }: LogicalDump): Locality {
  return target.kind === 'unknown' ? { kind: 'unknown', why: target.why } : target.locality;
}
