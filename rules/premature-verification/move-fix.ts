import { parseSchedule } from '@backlint/cron/parse-schedule';
import type { Schedule as CronSchedule } from '@backlint/cron/schedule';
import { type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import type { Verification } from '@backlint/model/verification';
import { timeOfDay } from '../time-of-day.ts';

const minutesOfDay = 24 * 60;

/**
 * Moves a daily verification to one hour after the backup it runs too near, or to the first full hour after that which
 * suits all backups it looks at. `wait` is the time in milliseconds from that backup to the verification as it is.
 */
export function moveFix(
  verification: Verification,
  wait: number,
  suits: (moved: CronSchedule) => boolean,
): OptionalFix {
  const time = timeOfDay(verification.schedule);
  if (!time?.isDaily) return {};
  const start = time.hour * 60 + time.minute - Math.round(wait / 60_000);
  for (let hours = 1; hours <= 12; hours++) {
    const minute = (((start + hours * 60) % minutesOfDay) + minutesOfDay) % minutesOfDay;
    const expression = time.at({ hour: Math.floor(minute / 60), minute: minute % 60 });
    const parsed = parseSchedule(expression, verification.schedule.dialect);
    if (parsed.kind === 'invalid' || !suits(parsed.schedule)) continue;
    const title = `Run it ${hours === 1 ? 'an hour' : `${hours} hours`} after the backup`;
    return replaceValue(verification.schedule.expression, expression, { title, safety: 'unsafe' });
  }
  return {};
}
