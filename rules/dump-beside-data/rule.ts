import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import { mayShareNamespace } from '@backlint/model/link';
import type { LogicalDump } from '@backlint/model/protection';
import { known } from '@backlint/source/value';

export const dumpBesideData: Rule = {
  id: 'dump-beside-data',
  summary: 'A dump that is kept on the volume of the database itself',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const dump of model.logicalDumps) yield* judge(model, dump);
  },
};

function* judge(model: BackupModel, dump: LogicalDump): Iterable<Assessment> {
  const { target, namespace, title } = dump;
  if (target.kind !== 'volume' || target.volume.kind !== 'claim') return;
  const claim = known(target.volume.claim);
  if (claim === undefined) return;
  const at = target.origin;
  const beside = model.workloadDatabases.find(
    (database) =>
      database.data.kind === 'claim' &&
      known(database.data.claim) === claim &&
      mayShareNamespace(database.namespace, namespace),
  );
  if (beside) {
    yield {
      outcome: 'problem',
      about: dump,
      at,
      message: `${title} writes to the claim ${claim}, on which ${beside.title} keeps its data: whatever takes the volume takes the dumps too, and when they fill it the database stops`,
      remedy: 'Upload the dump to a store outside the cluster, or write it at least to a volume of its own',
      evidence: [{ message: 'the data', at: beside.data.origin }],
    };
    return;
  }
  const message = `${title} writes to the claim ${claim}, which holds the data of no database declared here`;
  yield { outcome: 'upheld', about: dump, at, message, evidence: [] };
}
