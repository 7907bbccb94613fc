import type { Rule } from '@backlint/lint/rule';
import { type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import type { SchemaViolation } from '@backlint/model/schema-violation';
import { sentence } from '../sentence.ts';

export const unknownField: Rule = {
  id: 'unknown-field',
  summary: 'A field that the operator does not have and the API server drops',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const violation of model.schemaViolations) {
      const { about, kind, field, message, certain, suggestion, origin } = violation;
      if (kind !== 'unknown-field' && kind !== 'not-in-version') continue;
      yield {
        outcome: 'problem',
        about,
        discriminator: field,
        at: origin,
        ...(certain ? {} : { severity: 'warning' as const }),
        message: sentence(message),
        ...(suggestion === undefined ? {} : { remedy: `Did you mean \`${suggestion}\`?` }),
        ...renameFix(violation),
      };
    }
  },
};

/** Only for another name in the same place; that it was meant is beyond doubt where only the case differs. */
function renameFix({ field, suggestion, origin }: SchemaViolation): OptionalFix {
  const key = field.split('.').at(-1) ?? '';
  if (suggestion === undefined || !/^\w+$/.test(suggestion)) return {};
  const safety = suggestion.toLowerCase() === key.toLowerCase() ? 'safe' : 'unsafe';
  return replaceValue({ kind: 'written', value: key, origin }, suggestion, { title: `Write ${suggestion}`, safety });
}
