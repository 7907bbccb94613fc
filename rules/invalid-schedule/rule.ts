import { suggestSchedule } from '@backlint/cron/suggestion';
import type { Rule } from '@backlint/lint/rule';
import { type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import { readTiming, type Scheduled, scheduledOf, zoneInSchedule } from '@backlint/model/timing';
import { known } from '@backlint/source/value';

export const invalidSchedule: Rule = {
  id: 'invalid-schedule',
  summary: 'A schedule that its own parser refuses',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const scheduled of scheduledOf(model)) {
      const { expression, dialect } = scheduled.schedule;
      const timing = readTiming(scheduled.schedule);
      const at = expression.origin;
      if (timing.kind === 'unknown') {
        yield { outcome: 'undecided', about: scheduled, at, why: timing.why };
        continue;
      }
      const zoned = zoneInSchedule(scheduled.schedule);
      if (timing.kind === 'computed' && zoned) {
        yield {
          outcome: 'problem',
          about: scheduled,
          at,
          severity: 'warning',
          message: `Kubernetes since 1.29 refuses to create ${scheduled.title}, whose schedule names a time zone: only one that is there already goes on`,
          remedy: `Write \`schedule: "${zoned.expression}"\` and \`timeZone: ${zoned.zone}\``,
        };
        continue;
      }
      if (timing.kind === 'computed') {
        const message = `The schedule of ${scheduled.title} is valid`;
        yield { outcome: 'upheld', about: scheduled, message, evidence: [{ message: 'the schedule', at }] };
        continue;
      }
      const parser = dialect === 'cnpg' ? 'CloudNativePG' : 'Kubernetes';
      yield {
        outcome: 'problem',
        about: scheduled,
        at,
        message: `${parser} refuses the schedule of ${scheduled.title}, so it never runs: ${timing.error}`,
        ...remedyFor(scheduled),
      };
    }
  },
};

function remedyFor({ schedule }: Scheduled): OptionalFix & { readonly remedy: string } {
  const { expression, dialect } = schedule;
  const suggestion = suggestSchedule(known(expression) ?? '', dialect);
  if (suggestion) {
    const title = `Write the schedule as ${suggestion.expression}`;
    return {
      remedy: `Write \`${suggestion.expression}\`: ${suggestion.why}`,
      ...replaceValue(expression, suggestion.expression, { title, safety: 'unsafe' }),
    };
  }
  return {
    remedy:
      dialect === 'cnpg'
        ? 'Write six fields, seconds first: `0 0 2 * * *` is every day at 02:00'
        : 'Write five fields: `0 2 * * *` is every day at 02:00',
  };
}
