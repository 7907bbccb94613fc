import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { Database } from '@backlint/model/database';

const switches = [
  {
    annotation: 'cnpg.io/validation',
    setting: ({ validation }: Database) => validation,
    consequence: 'the API server takes every mistake in it, and it shows only when a backup or a restore fails',
  },
  {
    annotation: 'cnpg.io/reconciliationLoop',
    setting: ({ reconciliation }: Database) => reconciliation,
    consequence: 'the operator neither repairs it nor applies any change, such as one to its backups',
  },
] as const;

export const disabledOperatorChecks: Rule = {
  id: 'disabled-operator-checks',
  summary: 'A database for which the operator is told to look away',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      for (const { annotation, setting, consequence } of switches) {
        const value = setting(database);
        if (value.kind !== 'written' || value.value !== 'disabled') continue;
        yield {
          outcome: 'problem',
          about: database,
          at: value.origin,
          discriminator: annotation,
          message: `${annotation} is switched off for ${database.title}: ${consequence}`,
          remedy: 'Remove the annotation as soon as what it was for is done',
          ...replaceValue(value, 'enabled', { title: `Switch ${annotation} on`, safety: 'unsafe' }),
        };
      }
    }
  },
};
