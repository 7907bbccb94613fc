import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { Database, ExternalReference } from '@backlint/model/database';
import { known } from '@backlint/source/value';
import { nearestName } from '../nearest-name.ts';

export const undefinedRecoverySource: Rule = {
  id: 'undefined-recovery-source',
  summary: 'A restore or a standby whose source is not among the external clusters',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      for (const reference of database.externalReferences) yield judge(database, reference);
    }
  },
};

function judge(database: Database, { field, name }: ExternalReference): Assessment {
  const common = { about: database, at: name.origin };
  const written = known(name);
  if (name.kind !== 'written' || written === undefined) {
    const why = name.kind === 'unknown' ? `: ${name.why}` : '';
    return { ...common, outcome: 'undecided', why: `what ${field} of ${database.title} names is not known${why}` };
  }
  const { externalClusters } = database;
  const found = externalClusters.find((external) => known(external) === written);
  if (found) {
    return {
      ...common,
      outcome: 'upheld',
      message: `${field} of ${database.title} names \`${written}\`, one of its external clusters`,
      evidence: [{ message: 'the external cluster', at: found.origin }],
    };
  }
  const open = externalClusters.find(({ kind }) => kind === 'unknown');
  if (open) {
    const why = `one of the external clusters of ${database.title} has a name that is not known, and may be \`${written}\``;
    return { ...common, outcome: 'undecided', why };
  }
  const names = externalClusters.flatMap((external) => known(external) ?? []);
  const meant = nearestName(written, names);
  return {
    ...common,
    outcome: 'problem',
    discriminator: field,
    message: `${field} of ${database.title} names \`${written}\`, which is not among its external clusters: the API server refuses the Cluster, and nothing is restored`,
    remedy:
      meant === undefined
        ? `List \`${written}\` in spec.externalClusters, with the archive to read; a kustomize patch replaces the whole list`
        : `Did you mean \`${meant}\`?`,
    evidence: externalClusters.map(({ origin }) => ({ message: 'an external cluster', at: origin })),
    ...(meant === undefined ? {} : replaceValue(name, meant, { title: `Name ${meant}`, safety: 'unsafe' })),
  };
}
