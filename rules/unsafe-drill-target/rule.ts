import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Drill, Verification } from '@backlint/model/verification';
import { known } from '@backlint/source/value';
import { databasesNear } from '../drill-source.ts';

export const unsafeDrillTarget: Rule = {
  id: 'unsafe-drill-target',
  summary: 'A restore drill whose disposable cluster has the name of a real one',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const verification of model.verifications) {
      if (verification.drill) yield* judge(model, verification, verification.drill);
    }
  },
};

function* judge(model: BackupModel, verification: Verification, { source, target }: Drill): Iterable<Assessment> {
  const { title } = verification;
  const at = target.origin;
  if (target.kind === 'absent') return;
  const name = known(target);
  if (name === undefined) {
    const why = `which cluster ${title} makes and deletes is not known${target.kind === 'unknown' ? `: ${target.why}` : ''}`;
    yield { outcome: 'undecided', about: verification, at, why };
    return;
  }
  const real = databasesNear(model, verification).find(
    (database) => known(database.name) === name && database.role.kind !== 'drill',
  );
  if (name === known(source) || real) {
    yield {
      outcome: 'problem',
      about: verification,
      at,
      message: `${title} restores into \`${name}\`, which is ${real ? real.title : 'the cluster it restores from'}: when it cleans up, it deletes the database`,
      remedy: 'Give the restored cluster a name of its own, such as that of the source with `-restore` behind it',
      evidence: [
        ...(real ? [{ message: 'the database of that name', at: real.origin }] : []),
        ...(name === known(source) ? [{ message: 'its source', at: source.origin }] : []),
      ],
    };
    return;
  }
  const evidence = [{ message: 'the cluster it makes and deletes', at }];
  yield {
    outcome: 'upheld',
    about: verification,
    at,
    message: `${title} restores into \`${name}\`, which is no declared database`,
    evidence,
  };
}
