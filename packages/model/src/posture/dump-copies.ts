import { known } from '@backlint/source/value';
import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import type { LogicalDump } from '../protection.ts';
import { clusterVolumeBackupsOf, dumpsOf, dumpsOfWorkload, volumeBackupsOf } from '../questions.ts';
import type { VolumeBackup, WorkloadDatabase } from '../workload-database.ts';
import { both, type Chance, type Copy, no, unknown, yes } from './copy.ts';
import { type Dumped, dumpFate } from './dump-fate.ts';
import { maximumGap } from './maximum-gap.ts';
import { runningChance } from './running.ts';
import { gapLoss } from './snapshot-copies.ts';

/** Logical dumps of a database, and copies of its volumes. Where the files do not tell where they end up, they promise nothing. */
export function dumpCopies(database: Database, model: BackupModel, now: Date): readonly Copy[] {
  return [
    ...dumpsOf(model, database).certain.map((dump) => dumpCopy(dump, { namespace: database.namespace }, now)),
    ...clusterVolumeBackupsOf(model, database).certain.map(volumeCopy),
  ];
}

/** What copies the data of a database outside operators: dumps, and what copies volumes whatever is on them. */
export function workloadCopies(database: WorkloadDatabase, model: BackupModel, now: Date): readonly Copy[] {
  const { data, namespace } = database;
  const dumped = { namespace, ...(data.kind === 'claim' ? { claim: data.claim } : {}) };
  return [
    liveWorkload(database),
    ...dumpsOfWorkload(model, database).certain.map((dump) => dumpCopy(dump, dumped, now)),
    ...volumeBackupsOf(model, database).certain.map(volumeCopy),
  ];
}

function dumpCopy(dump: LogicalDump, database: Dumped, now: Date): Copy {
  return {
    kind: 'dump',
    part: dump,
    wayBack: 'restore of the newest dump',
    loss: gapLoss(maximumGap(dump.schedule, now)),
    lossWhy: 'what came after the last dump is lost',
    evidence: [{ message: `${dump.title} dumps it`, at: dump.origin }],
    dependsOn: [dump],
    ...(dump.target.kind === 'unknown' ? {} : { locality: dump.target.locality }),
    survives: (disaster) => both(runningChance(dump, now), dumpFate(disaster, dump, database)),
  };
}

function volumeCopy(backup: VolumeBackup): Copy {
  const isRunning = known(backup.suspended) === true ? no(`${backup.title} is suspended`) : yes;
  return {
    kind: 'volume-copy',
    part: backup,
    wayBack: `restore of its volume by ${backup.tool}`,
    loss: { kind: 'unknown' },
    lossWhy: 'what came after the last copy is lost',
    evidence: [{ message: `${backup.title} copies its volume`, at: backup.origin }],
    dependsOn: [backup],
    survives: () => both(isRunning, unknown(`where ${backup.title} keeps its copies is not known`)),
  };
}

function liveWorkload(database: WorkloadDatabase): Copy {
  const { data } = database;
  const where = {
    claim: { pod: yes, node: unknown('whether volumes outlive their node depends on the storage') },
    host: {
      pod: unknown('its data is a directory of one node, which the next pod may not be on'),
      node: no('its data is a directory of that node'),
    },
    none: { pod: no('its data is gone with the pod'), node: no('its data is gone with the pod') },
    unknown: {
      pod: unknown('where it keeps its data is not known'),
      node: unknown('where it keeps its data is not known'),
    },
  }[data.kind];
  return {
    kind: 'live',
    part: database,
    wayBack: 'its data is still there',
    loss: { kind: 'nothing' },
    lossWhy: 'the data itself is untouched',
    evidence: [{ message: 'where it keeps its data', at: data.origin }],
    dependsOn: [database],
    survives: (disaster) => {
      if (disaster === 'object-store') return yes;
      if (disaster === 'cluster-object' && data.kind !== 'none') return claimFate(database);
      return disaster === 'pod' || disaster === 'node' ? where[disaster] : no('it is gone, or wrong');
    },
  };
}

/** Nothing owns the claim of a Deployment; those of a StatefulSet stay unless it says otherwise, which backlint does not read. */
function claimFate({ address, data }: WorkloadDatabase): Chance {
  if (data.kind !== 'claim') return unknown('who deletes its data with it is not known');
  return address.includes('/StatefulSet/')
    ? unknown('its claims stay unless `persistentVolumeClaimRetentionPolicy` says otherwise')
    : yes;
}
