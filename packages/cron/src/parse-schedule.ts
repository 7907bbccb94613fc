import { readDescriptor } from './descriptor.ts';
import {
  dayOfMonthField,
  dayOfWeekField,
  hourField,
  minuteField,
  monthField,
  readField,
  secondField,
} from './field.ts';
import { fieldsOf, trimSpace } from './go-text.ts';
import { type Failure, invalid, type Outcome, valid } from './outcome.ts';
import type { CalendarSchedule, Dialect, Field, Schedule } from './schedule.ts';
import { readTimeZone } from './time-zone.ts';

/** What an expression says, or why the library that the dialect follows refuses it. */
export type ParsedSchedule =
  | { readonly kind: 'valid'; readonly schedule: Schedule; readonly warnings: readonly ScheduleWarning[] }
  | Failure;

/** Something that the platform around the parser says of an expression that the parser accepts. */
export interface ScheduleWarning {
  /**
   * `field-count`: the admission webhook of CloudNativePG warns, because there are not six fields. `time-zone-prefix`: the
   * API server refuses to create a CronJob whose schedule has a `TZ=` or `CRON_TZ=` in it.
   */
  readonly code: 'field-count' | 'time-zone-prefix';
  readonly message: string;
}

/** No expression has a use for more; the limit keeps the time it takes to read one to a fraction of a millisecond. */
export const maximumExpressionLength = 256;

/**
 * Reads an expression as robfig/cron does, v1.2.0 `Parse` for `cnpg` and v3.0.1 `ParseStandard` for `cronjob`. An error is
 * what that library says, word for word, and so quotes the expression; an explanation says it in other words.
 */
export function parseSchedule(expression: string, dialect: Dialect): ParsedSchedule {
  if (expression.length > maximumExpressionLength) {
    return invalid(`the expression is longer than ${maximumExpressionLength} characters`);
  }
  const read = dialect === 'cnpg' ? readSecondsFirst(expression) : readStandard(expression);
  if (read.kind === 'invalid') return read;
  return { kind: 'valid', schedule: read.value, warnings: [...warningsOf(expression, dialect)] };
}

/** robfig/cron v1.2.0 `Parse`. A line of five fields lacks the last one, not the seconds. */
function readSecondsFirst(expression: string): Outcome<Schedule> {
  if (expression === '') return invalid('Empty spec string');
  if (expression.startsWith('@')) return readDescriptor(expression, 'cnpg');
  const fields = fieldsOf(expression);
  if (fields.length < 5 || fields.length > 6) {
    return invalid(
      `Expected 5 to 6 fields, found ${fields.length}: ${expression}`,
      'the fields are second, minute, hour, day of the month, month and day of the week',
    );
  }
  return readFields([...fields, '*'], { dialect: 'cnpg', expression });
}

/** robfig/cron v3.0.1 `ParseStandard`, whose errors begin with a small letter. */
function readStandard(expression: string): Outcome<Schedule> {
  if (expression === '') return invalid('empty spec string');
  const prefix = readTimeZonePrefix(expression);
  if (prefix.kind === 'invalid') return prefix;
  const { rest, timeZone } = prefix.value;
  const read = rest.startsWith('@') ? readDescriptor(rest, 'cronjob') : readFiveFields(rest);
  if (read.kind === 'invalid') return { ...read, error: read.error.charAt(0).toLowerCase() + read.error.slice(1) };
  return valid({ ...read.value, expression, ...(timeZone === undefined ? {} : { timeZone }) });
}

function readFiveFields(text: string): Outcome<Schedule> {
  const fields = fieldsOf(text);
  if (fields.length !== 5) {
    return invalid(
      `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`,
      'the fields are minute, hour, day of the month, month and day of the week',
    );
  }
  return readFields(['0', ...fields], { dialect: 'cronjob', expression: text });
}

/** Only a space ends the zone, and the library crashes where there is none. */
function readTimeZonePrefix(expression: string): Outcome<{ rest: string; timeZone?: string }> {
  const prefix = /^(?:CRON_)?TZ=/.exec(expression)?.[0];
  if (prefix === undefined) return valid({ rest: expression });
  const end = expression.indexOf(' ');
  if (end === -1) {
    return invalid(
      'PANIC runtime error: slice bounds out of range [:-1]',
      'nothing follows the time zone, which makes the parser crash',
    );
  }
  const name = expression.slice(prefix.length, end);
  const rest = trimSpace(expression.slice(end));
  if (name === 'Local') return valid({ rest });
  if (name === '') return valid({ rest, timeZone: 'UTC' });
  const zone = readTimeZone(name);
  if (zone.kind === 'valid') return valid({ rest, timeZone: name });
  const why = /\.\.|^[/\\]/.test(name) ? 'time: invalid location name' : zone.error;
  return invalid(`provided bad location ${name}: ${why}`);
}

/** What people call the fields, and what they can hold. */
const fieldKinds = {
  seconds: ['second', secondField],
  minutes: ['minute', minuteField],
  hours: ['hour', hourField],
  daysOfMonth: ['day of the month', dayOfMonthField],
  months: ['month', monthField],
  daysOfWeek: ['day of the week', dayOfWeekField],
} as const;

function readFields(
  [second = '', minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '']: readonly string[],
  written: Pick<CalendarSchedule, 'dialect' | 'expression'>,
): Outcome<Schedule> {
  const seconds = readNamedField(second, 'seconds', written.dialect);
  if (seconds.kind === 'invalid') return seconds;
  const minutes = readNamedField(minute, 'minutes', written.dialect);
  if (minutes.kind === 'invalid') return minutes;
  const hours = readNamedField(hour, 'hours', written.dialect);
  if (hours.kind === 'invalid') return hours;
  const daysOfMonth = readNamedField(dayOfMonth, 'daysOfMonth', written.dialect);
  if (daysOfMonth.kind === 'invalid') return daysOfMonth;
  const months = readNamedField(month, 'months', written.dialect);
  if (months.kind === 'invalid') return months;
  const daysOfWeek = readNamedField(dayOfWeek, 'daysOfWeek', written.dialect);
  if (daysOfWeek.kind === 'invalid') return daysOfWeek;
  return valid({
    kind: 'calendar',
    ...written,
    seconds: seconds.value,
    minutes: minutes.value,
    hours: hours.value,
    daysOfMonth: daysOfMonth.value,
    months: months.value,
    daysOfWeek: daysOfWeek.value,
  });
}

function readNamedField(text: string, field: keyof typeof fieldKinds, dialect: Dialect): Outcome<Field> {
  const [name, kind] = fieldKinds[field];
  const read = readField(text, kind, dialect);
  if (read.kind === 'valid') return read;
  const [first, last] = [kind.names[0], kind.names.at(-1)];
  const range = `${kind.minimum} to ${kind.maximum}${first === undefined ? '' : `, or ${first} to ${last}`}`;
  return { ...read, explanation: `"${text}" stands where the ${name} belongs, which is ${range}` };
}

/** The webhook since CloudNativePG 1.23.6, and `validateScheduleFormat` of Kubernetes since 1.29. */
function* warningsOf(expression: string, dialect: Dialect): Generator<ScheduleWarning> {
  const { length } = fieldsOf(expression);
  if (dialect === 'cnpg' && length !== 6) {
    yield {
      code: 'field-count',
      message: expression.startsWith('@')
        ? 'the admission webhook warns that there are not six fields, which is harmless for a descriptor'
        : `the admission webhook warns that there are ${length} fields instead of six: the first one is the seconds`,
    };
  }
  if (dialect === 'cronjob' && expression.includes('TZ')) {
    yield {
      code: 'time-zone-prefix',
      message: 'the API server refuses a new CronJob with TZ= or CRON_TZ= in its schedule: set spec.timeZone instead',
    };
  }
}
