import { readDuration } from './duration.ts';
import { dayOfMonthField, dayOfWeekField, everyValue, hourField, monthField } from './field.ts';
import { invalid, type Outcome, valid } from './outcome.ts';
import type { Dialect, Field, Schedule } from './schedule.ts';

/** Reads `@daily` and the like; errors are those of robfig/cron v1.2.0, of which v3 differs in the first letter. */
export function readDescriptor(expression: string, dialect: Dialect): Outcome<Schedule> {
  const every = '@every ';
  if (expression.startsWith(every)) {
    const duration = readDuration(expression.slice(every.length));
    if (duration.kind === 'invalid') {
      return invalid(
        `Failed to parse duration ${expression}: ${duration.error}`,
        'a duration is made of hours, minutes and seconds, such as 1h30m',
      );
    }
    const periodSeconds = Math.max(1, Number(duration.value / 1_000_000_000n));
    return valid({ kind: 'interval', dialect, expression, periodSeconds });
  }
  const midnight = { seconds: only(0), minutes: only(0), hours: only(0) };
  const everyDay = {
    daysOfMonth: everyValue(dayOfMonthField),
    months: everyValue(monthField),
    daysOfWeek: everyValue(dayOfWeekField),
  };
  const daily = { kind: 'calendar', dialect, expression, ...midnight, ...everyDay } as const;
  switch (expression) {
    case '@yearly':
    case '@annually':
      return valid({ ...daily, daysOfMonth: only(1), months: only(1) });
    case '@monthly':
      return valid({ ...daily, daysOfMonth: only(1) });
    case '@weekly':
      return valid({ ...daily, daysOfWeek: only(0) });
    case '@daily':
    case '@midnight':
      return valid(daily);
    case '@hourly':
      return valid({ ...daily, hours: everyValue(hourField) });
    default:
      return invalid(
        `Unrecognized descriptor: ${expression}`,
        'the descriptors are @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually and @every',
      );
  }
}

function only(value: number): Field {
  return { values: [value], star: false };
}
