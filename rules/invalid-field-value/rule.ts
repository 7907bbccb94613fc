import type { Rule } from '@backlint/lint/rule';
import type { SchemaViolation } from '@backlint/model/schema-violation';
import { sentence } from '../sentence.ts';

export const invalidFieldValue: Rule = {
  id: 'invalid-field-value',
  summary: 'A missing field or a value that the API server refuses',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const violation of model.schemaViolations) {
      const { about, kind, field, message, suggestion, origin } = violation;
      if (kind === 'unknown-field' || kind === 'not-in-version' || hasRuleOfItsOwn(violation)) continue;
      yield {
        outcome: 'problem',
        about,
        discriminator: field,
        at: origin,
        message: sentence(message),
        ...(suggestion === undefined ? {} : { remedy: `Did you mean \`${suggestion}\`?` }),
      };
    }
  },
};

/** What `invalid-retention`, `orphaned-schedule` and `orphaned-backup` say better. */
function hasRuleOfItsOwn({ kind, field }: SchemaViolation): boolean {
  if (kind === 'invalid-value') return /^spec\.(backup\.)?retentionPolicy$/.test(field);
  return kind === 'missing-field' && /^spec\.(cluster|cluster\.name)$/.test(field);
}
