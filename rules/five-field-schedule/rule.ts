import { type CrontabIntent, crontabIntent } from '@backlint/cron/crontab-intent';
import { parseSchedule } from '@backlint/cron/parse-schedule';
import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { isFiveFieldMistake } from '@backlint/model/timing';
import { known } from '@backlint/source/value';

export const fiveFieldSchedule: Rule = {
  id: 'five-field-schedule',
  summary: 'A ScheduledBackup with five cron fields, which mean something else than in crontab',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const schedule of model.baseBackupSchedules) {
      const { dialect, expression } = schedule.schedule;
      // A CronJob that asks for backups has five fields by right.
      if (dialect !== 'cnpg') continue;
      const text = known(expression);
      // What cannot be known or parsed is the matter of `invalid-schedule`.
      if (text === undefined || parseSchedule(text, 'cnpg').kind === 'invalid') continue;
      const intent = isFiveFieldMistake(schedule.schedule) ? crontabIntent(text) : undefined;
      if (intent?.asCloudNativePg) yield judge(schedule, text, intent, intent.asCloudNativePg.words);
      else {
        const message = `${schedule.title} writes ${text.startsWith('@') ? 'a descriptor' : 'six fields, seconds first'}`;
        yield {
          outcome: 'upheld',
          about: schedule,
          message,
          evidence: [{ message: 'the schedule', at: expression.origin }],
        };
      }
    }
  },
};

function judge(schedule: BaseBackupSchedule, text: string, intent: CrontabIntent, effect: string): Assessment {
  const { rewrite, keeps, asCrontab } = intent;
  const { expression } = schedule.schedule;
  const isLucky = keeps === 'cnpg';
  const otherwise = asCrontab ? `crontab would read ${asCrontab.words}` : 'crontab would refuse it';
  return {
    outcome: 'problem',
    about: schedule,
    at: expression.origin,
    severity: isLucky ? 'warning' : 'error',
    message: `\`${text}\` has five fields, and CloudNativePG takes the first for the seconds: ${schedule.title} runs ${effect}, where ${otherwise}`,
    remedy:
      rewrite === undefined
        ? 'Write six fields, seconds first: `0 0 2 * * *` is every day at 02:00'
        : `Write \`${rewrite}\`${isLucky ? ', which keeps what it does now' : ''}`,
    ...(rewrite === undefined
      ? {}
      : replaceValue(expression, rewrite, {
          title: `Write the schedule as ${rewrite}`,
          safety: safetyOf(text, intent),
        })),
  };
}

/** A line that names a day of the month runs daily now; taking it for crontab makes it rarer, which a person should see. */
function safetyOf(text: string, { keeps }: CrontabIntent): 'safe' | 'unsafe' {
  const [, , third = ''] = text.trim().split(/\s+/);
  return keeps === 'cnpg' || third === '*' || third === '?' ? 'safe' : 'unsafe';
}
