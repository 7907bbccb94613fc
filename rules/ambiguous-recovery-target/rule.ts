import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { Database } from '@backlint/model/database';
import { readTargetTime } from '@backlint/model/target-time';
import { known } from '@backlint/source/value';

const utcNames = /^(?:Etc\/)?(?:UTC|GMT|UCT|Zulu|Universal|Greenwich)$/i;

export const ambiguousRecoveryTarget: Rule = {
  id: 'ambiguous-recovery-target',
  summary: 'A recovery target without a time zone',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      const time = database.recovery?.target.time;
      if (time?.kind !== 'written') continue;
      const read = readTargetTime(time.value);
      // What is refused is the matter of `invalid-recovery-target`.
      if (read.kind === 'invalid') continue;
      const at = time.origin;
      if (read.hasZone) {
        const message = `The recovery target of ${database.title} says its time zone`;
        yield { outcome: 'upheld', about: database, message, evidence: [{ message: 'the target', at }] };
        continue;
      }
      const zone = serverZone(database);
      const agree = read.separator === 'T' || zone === 'UTC';
      // A date alone is midnight; an offset may only follow a time.
      const time24 = time.value.length > 10 ? time.value : `${time.value} 00:00:00`;
      const written = read.separator === 'T' ? `${time.value}Z` : `${time24}+00`;
      yield {
        outcome: 'problem',
        about: database,
        at,
        message: agree
          ? `${time.value} has no time zone and is taken for UTC: whoever meant local time restores ${database.title} to a moment hours away`
          : `${time.value} has no time zone: the operator chooses the backup by UTC, and PostgreSQL stops by ${zone === undefined ? 'its `timezone`, which is not known' : `its \`timezone\` ${zone}`}`,
        remedy: `Write the zone: \`${written}\` for UTC`,
        ...(zone === undefined || zone === 'UTC'
          ? {}
          : { evidence: [{ message: 'the time zone of PostgreSQL', at: database.timeZone.origin }] }),
        ...(agree ? replaceValue(time, written, { title: `Write ${written}`, safety: 'safe' }) : {}),
      };
    }
  },
};

/** The images run in UTC where no parameter says otherwise. */
function serverZone({ timeZone }: Database): string | undefined {
  if (timeZone.kind === 'absent') return 'UTC';
  const zone = known(timeZone);
  return zone !== undefined && utcNames.test(zone) ? 'UTC' : zone;
}
