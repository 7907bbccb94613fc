import type { Rule } from '@backlint/lint/rule';
import { type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import type { Value } from '@backlint/source/value';

export const invalidRetention: Rule = {
  id: 'invalid-retention',
  summary: 'A retention policy that is refused as it is written',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    const written = [
      ...model.destinations.map((about) => ({ about, value: about.retention })),
      ...model.ineffectiveSettings
        .filter(({ setting }) => setting === 'retention')
        .map(({ about, value }) => ({ about, value })),
    ];
    for (const { about, value } of written) {
      // A number is the matter of `invalid-field-value`.
      if (value.kind !== 'written' || /^[1-9][0-9]*[dwm]$/.test(value.value)) continue;
      yield {
        outcome: 'problem',
        about,
        at: value.origin,
        message: `"${value.value}" is no retention policy: the API server refuses the whole object in which it stands`,
        remedy: remedyFor(value.value),
        ...fixFor(value),
      };
    }
  },
};

function remedyFor(written: string): string {
  if (written === '') return 'Remove the line, or write a number and `d`, `w` or `m`: `30d`';
  if (/^[1-9][0-9]*$/.test(written)) return `Add the unit: \`${written}d\` for days`;
  const years = /^([1-9][0-9]*)y$/i.exec(written)?.[1];
  if (years !== undefined) return `Write months: \`${Number(years) * 12}m\``;
  return 'Write a number without leading zeros and `d`, `w` or `m`: `30d`';
}

/** Where only the case or the name of the unit is wrong there is no doubt about what was meant. */
function fixFor(value: Value<string> & { readonly kind: 'written' }): OptionalFix {
  const [, number = '', unit = ''] = /^([1-9][0-9]*) ?(d|days?|w|weeks?|m|months?|y|years?)$/i.exec(value.value) ?? [];
  if (number === '') return {};
  const letter = unit.charAt(0).toLowerCase();
  const right = letter === 'y' ? `${Number(number) * 12}m` : `${number}${letter}`;
  return replaceValue(value, right, { title: `Write ${right}`, safety: 'safe' });
}
