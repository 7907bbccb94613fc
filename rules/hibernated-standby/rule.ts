import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { Database } from '@backlint/model/database';
import { known } from '@backlint/source/value';

export const hibernatedStandby: Rule = {
  id: 'hibernated-standby',
  summary: 'A standby that is switched off',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      if (database.role.kind === 'standby') yield judge(database);
    }
  },
};

function judge(database: Database): Assessment {
  const { hibernated, instances, title, role } = database;
  const isEmpty = known(instances) === 0;
  if (known(hibernated) === true || isEmpty) {
    const at = isEmpty ? instances.origin : hibernated.origin;
    return {
      outcome: 'problem',
      about: database,
      at,
      message: `${title} is a standby but ${isEmpty ? 'has no instances' : 'hibernates'}: it follows nothing, and whoever needs it waits for all WAL since it was switched off`,
      remedy: isEmpty
        ? 'Give it an instance, or remove it and rely on restores'
        : 'Set cnpg.io/hibernation to `off`, or remove the standby and rely on restores',
      evidence: [{ message: `a standby: ${role.why}`, at: role.origin }],
    };
  }
  const open = [hibernated, instances].find(({ kind }) => kind === 'unknown');
  if (open)
    return { outcome: 'undecided', about: database, at: open.origin, why: `whether ${title} runs is not known` };
  const evidence = [{ message: `a standby: ${role.why}`, at: role.origin }];
  return { outcome: 'upheld', about: database, message: `${title} is a standby and runs`, evidence };
}
