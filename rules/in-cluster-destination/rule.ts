import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { LogicalDump } from '@backlint/model/protection';
import { dumpsOf, dumpsOfWorkload } from '@backlint/model/questions';
import { type DestinationInUse, destinationsInUse, listTitles } from '../destinations-in-use.ts';
import { type DumpInUse, dumpsInUse, localityOfDump } from '../dumps-in-use.ts';
import { sentence } from '../sentence.ts';
import { type VolumeTargetInUse, volumeTargetsInUse } from '../volume-targets-in-use.ts';

export const inClusterDestination: Rule = {
  id: 'in-cluster-destination',
  summary: 'Backups that are kept in the Kubernetes cluster they protect',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    const inUse = destinationsInUse(model);
    for (const use of inUse) yield* judge(model, use, inUse);
    for (const dump of dumpsInUse(model)) yield* judgeDump(dump);
    for (const dump of model.logicalDumps) if (isOfUnknown(dump)) yield* judgeDumpOfUnknown(dump);
    for (const use of volumeTargetsInUse(model)) yield* judgeTarget(model, use);
  },
};

/** Where a bucket of Longhorn stands is in a Secret; of that nothing is said. */
function* judgeTarget(model: BackupModel, { target, databases }: VolumeTargetInUse): Iterable<Assessment> {
  if (target.locality.kind !== 'in-cluster') return;
  const undumped = databases.filter((database) => dumpsOfWorkload(model, database).certain.length === 0);
  if (undumped.length === 0) return;
  yield {
    outcome: 'problem',
    about: target,
    at: target.url.origin,
    message: `Longhorn copies the volumes of ${listTitles(undumped)} to ${target.title}, which is in the Kubernetes cluster itself: ${target.locality.why}. The copies are lost with the cluster and its storage`,
    remedy: 'Write to a bucket or a share outside the cluster',
    evidence: undumped.map((database) => ({ message: `${database.title} has no other`, at: database.origin })),
  };
}

function* judge(
  model: BackupModel,
  { destination, databases }: DestinationInUse,
  inUse: readonly DestinationInUse[],
): Iterable<Assessment> {
  const { locality, endpoint, path } = destination;
  const at = (endpoint.kind === 'absent' ? path : endpoint).origin;
  const evidence = [{ message: locality.why, at }];
  if (locality.kind === 'unknown') {
    const why = `where ${destination.title} stands is not known: ${locality.why}`;
    yield { outcome: 'undecided', about: destination, at, why };
    return;
  }
  if (locality.kind !== 'in-cluster') {
    yield {
      outcome: 'upheld',
      about: destination,
      at,
      message: sentence(`${destination.title} is outside the Kubernetes cluster`),
      evidence,
    };
    return;
  }
  const alone = databases.filter(
    (database) =>
      !inUse.some((other) => other.destination.locality.kind !== 'in-cluster' && other.databases.includes(database)),
  );
  const isDumpedBy = (database: Database, here: (dump: LogicalDump) => boolean) =>
    dumpsOf(model, database).certain.some(here);
  const undumped = alone.filter(
    (database) => !isDumpedBy(database, (dump) => localityOfDump(dump).kind !== 'in-cluster'),
  );
  if (undumped.length === 0) {
    const isElsewhere = alone.length > 0 && alone.every((database) => isDumpedBy(database, leavesCluster));
    const message = sentence(`${listTitles(alone)} ${alone.length === 1 ? 'is' : 'are'} also dumped to somewhere else`);
    if (isElsewhere) yield { outcome: 'upheld', about: destination, at, message, evidence };
    else {
      const why = `its databases are also ${alone.length === 0 ? 'archived' : 'dumped'} elsewhere, but how far away is not known`;
      yield { outcome: 'undecided', about: destination, at, why };
    }
    return;
  }
  yield {
    outcome: 'problem',
    about: destination,
    at,
    message: `The only backups of ${listTitles(undumped)} are kept in the Kubernetes cluster itself: ${locality.why}. They survive the loss of a volume, and are lost with the cluster, its storage, or the namespace of the store`,
    remedy: 'Archive to an object store outside the cluster, or copy this one to such a store',
    evidence: undumped.map((database) => ({ message: `${database.title} has no other`, at: database.origin })),
  };
}

function leavesCluster(dump: LogicalDump): boolean {
  const { kind } = localityOfDump(dump);
  return kind === 'same-site' || kind === 'off-site';
}

function* judgeDump({ dump, databases }: DumpInUse): Iterable<Assessment> {
  const { kind, why } = localityOfDump(dump);
  const at = dump.target.origin;
  if (kind === 'unknown') {
    yield { outcome: 'undecided', about: dump, at, why: `where ${dump.title} leaves its dumps is not known: ${why}` };
    return;
  }
  if (kind !== 'in-cluster') {
    const message = `The dumps of ${dump.title} leave the Kubernetes cluster`;
    yield { outcome: 'upheld', about: dump, at, message, evidence: [{ message: why, at }] };
    return;
  }
  yield {
    outcome: 'problem',
    about: dump,
    at,
    message: `The only backups of ${listTitles(databases)} are the dumps of ${dump.title}, in the Kubernetes cluster itself: ${why}. They are lost with the cluster and its storage`,
    remedy: 'Upload the dumps to a store outside the cluster',
    evidence: databases.map((database) => ({ message: `${database.title} has no other`, at: database.origin })),
  };
}

/** Whether the files do not tell what it dumps. */
function isOfUnknown({ covers, coversWorkloads }: LogicalDump): boolean {
  return covers.length + coversWorkloads.length === 0;
}

function* judgeDumpOfUnknown(dump: LogicalDump): Iterable<Assessment> {
  const { kind, why } = localityOfDump(dump);
  if (kind !== 'in-cluster') return;
  yield {
    outcome: 'problem',
    about: dump,
    at: dump.target.origin,
    severity: 'note',
    message: `The dumps of ${dump.title} stay in the Kubernetes cluster: ${why}. Whatever it dumps is lost with the cluster, unless something else takes it out`,
    remedy: 'Upload the dumps to a store outside the cluster',
  };
}
