import { cadenceOf, yearsFrom } from '@backlint/cron/cadence';
import type { Rule } from '@backlint/lint/rule';
import { isFiveFieldMistake, readTiming } from '@backlint/model/timing';
import { known } from '@backlint/source/value';
import { grouped } from '../grouped.ts';

/** What a word in a name promises: how many runs there are in a year. */
const promises = [
  { words: /(^|[-_.])(hourly)($|[-_.])/i, word: 'hourly', atLeast: 8_000, atMost: 9_000 },
  { words: /(^|[-_.])(daily|nightly|everyday)($|[-_.])/i, word: 'daily', atLeast: 200, atMost: 400 },
  { words: /(^|[-_.])(weekly)($|[-_.])/i, word: 'weekly', atLeast: 50, atMost: 54 },
  { words: /(^|[-_.])(monthly)($|[-_.])/i, word: 'monthly', atLeast: 11, atMost: 13 },
] as const;

export const misleadingScheduleName: Rule = {
  id: 'misleading-schedule-name',
  summary: 'A schedule that does not run as often as its name says',
  severity: 'warning',
  since: '0.1.0',

  *check(model, { now }) {
    for (const schedule of model.baseBackupSchedules) {
      const name = known(schedule.name);
      const timing = readTiming(schedule.schedule);
      const promise = promises.find(({ words }) => name !== undefined && words.test(name));
      if (!promise || timing.kind !== 'computed' || isFiveFieldMistake(schedule.schedule)) continue;
      const { runs } = cadenceOf(timing.schedule, yearsFrom(now, 1), timing.zone);
      const at = schedule.schedule.expression.origin;
      const isKept = runs >= promise.atLeast && runs <= promise.atMost;
      if (isKept) {
        const message = `${schedule.title} runs as often as its name says`;
        yield { outcome: 'upheld', about: schedule, message, evidence: [{ message: `${runs} runs a year`, at }] };
        continue;
      }
      if (runs === 0) continue;
      yield {
        outcome: 'problem',
        about: schedule,
        at,
        message: `${schedule.title} is called ${promise.word} and runs ${grouped(runs)} times a year`,
        remedy:
          'Correct whichever of the two is wrong; in CloudNativePG the first field is the seconds, the second the minutes',
        evidence: [{ message: 'the name', at: schedule.origin }],
      };
    }
  },
};
