import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import { dumpsOf } from '@backlint/model/questions';
import { type DestinationInUse, destinationsInUse, listTitles } from '../destinations-in-use.ts';
import { sentence } from '../sentence.ts';

export const inClusterDestination: Rule = {
  id: 'in-cluster-destination',
  summary: 'Backups that are kept in the Kubernetes cluster they protect',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    const inUse = destinationsInUse(model);
    for (const use of inUse) yield* judge(model, use, inUse);
  },
};

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
  const undumped = alone.filter((database) => dumpsOf(model, database).certain.length === 0);
  if (undumped.length === 0) {
    const why = `its databases are also ${alone.length === 0 ? 'archived' : 'dumped'} elsewhere, but how far away is not known`;
    yield { outcome: 'undecided', about: destination, at, why };
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
