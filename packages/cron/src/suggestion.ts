import { crontabIntent, normaliseCrontab } from './crontab-intent.ts';
import {
  dayOfMonthField,
  dayOfWeekField,
  type FieldKind,
  hourField,
  minuteField,
  monthField,
  secondField,
} from './field.ts';
import { fieldsOf } from './go-text.ts';
import { maximumExpressionLength, parseSchedule } from './parse-schedule.ts';
import type { Dialect } from './schedule.ts';

/** A valid expression to write instead of one that is refused. */
export interface Suggestion {
  readonly expression: string;
  /** What was wrong, in a few words that follow "because". */
  readonly why: string;
  /** The zone that went out of the expression, where the platform has another place for it or none. */
  readonly timeZone?: string;
}

/** What somebody who wrote an invalid expression most likely meant; undefined where that is anybody's guess. */
export function suggestSchedule(expression: string, dialect: Dialect): Suggestion | undefined {
  if (expression.length > maximumExpressionLength || parseSchedule(expression, dialect).kind === 'valid')
    return undefined;
  for (const repair of repairs) {
    const suggestion = repair(expression.trim(), dialect);
    if (suggestion && parseSchedule(suggestion.expression, dialect).kind === 'valid') return suggestion;
  }
  return undefined;
}

const fiveFields = [minuteField, hourField, dayOfMonthField, monthField, dayOfWeekField];

type Repair = (expression: string, dialect: Dialect) => Suggestion | undefined;

const repairs: readonly Repair[] = [
  dropTimeZone,
  repairDescriptor,
  repairDuration,
  repairCrontabLine,
  repairFieldCount,
  repairDays,
  splitBackwardRanges,
];

function dropTimeZone(expression: string, dialect: Dialect): Suggestion | undefined {
  const [, timeZone, rest] = /^(?:CRON_)?TZ=(\S*)\s+(.*)$/s.exec(expression) ?? [];
  if (timeZone === undefined || rest === undefined) return undefined;
  const intended = dialect === 'cnpg' ? crontabIntent(rest)?.rewrite : undefined;
  const remaining = parseSchedule(rest, dialect).kind === 'valid' ? rest : suggestSchedule(rest, dialect)?.expression;
  const why =
    dialect === 'cnpg'
      ? 'the schedule cannot name a time zone: it goes by the clock of the operator, which is UTC as a rule'
      : 'the schedule cannot name this time zone; spec.timeZone is the place for it';
  const repaired = intended ?? remaining;
  return repaired === undefined ? undefined : { expression: repaired, why, timeZone };
}

function repairDescriptor(expression: string): Suggestion | undefined {
  if (!/^@[a-z]+$/i.test(expression)) return undefined;
  return {
    expression: expression.toLowerCase(),
    why: 'descriptors are in small letters, without anything around them',
  };
}

const hoursPerUnit: Readonly<Record<string, number>> = { d: 24, day: 24, days: 24, w: 168, week: 168, weeks: 168 };

function repairDuration(expression: string): Suggestion | undefined {
  const [, number, unit = ''] = /^@every\s+([0-9]+)\s*([a-z]+)$/i.exec(expression) ?? [];
  if (number === undefined) return undefined;
  const hours = hoursPerUnit[unit.toLowerCase()];
  if (hours !== undefined) {
    return { expression: `@every ${Number(number) * hours}h`, why: 'the largest unit of a duration is the hour' };
  }
  return {
    expression: `@every ${number}${unit}`,
    why: 'one space goes between @every and the duration, and none into it',
  };
}

function repairCrontabLine(expression: string, dialect: Dialect): Suggestion | undefined {
  const rewrite = dialect === 'cnpg' ? crontabIntent(expression)?.rewrite : undefined;
  return rewrite === undefined
    ? undefined
    : { expression: rewrite, why: 'the seconds come first, so six fields are needed' };
}

function repairFieldCount(expression: string, dialect: Dialect): Suggestion | undefined {
  const fields = fieldsOf(expression);
  if (dialect === 'cnpg' && fields.length === 7 && /^[*?]$/.test(fields[6] ?? '')) {
    return { expression: fields.slice(0, 6).join(' '), why: 'there is no field for the year' };
  }
  if (dialect === 'cronjob' && fields.length === 6 && /^0+$/.test(fields[0] ?? '')) {
    return { expression: fields.slice(1).join(' '), why: 'a CronJob has no field for the seconds' };
  }
  return undefined;
}

function repairDays(expression: string): Suggestion | undefined {
  const fields = normaliseCrontab(fieldsOf(expression));
  return { expression: fields.join(' '), why: 'Sunday is 0, and the names of days and months have three letters' };
}

/** `22-2` as `22-23,0-2`, and `MON-SUN` as `1-6,0`. */
function splitBackwardRanges(expression: string, dialect: Dialect): Suggestion | undefined {
  const kinds = dialect === 'cnpg' ? [secondField, ...fiveFields] : fiveFields;
  const fields = fieldsOf(expression).map((field, index) => {
    const kind = kinds[index];
    return kind === undefined
      ? field
      : field
          .split(',')
          .map((item) => splitBackwardRange(item, kind))
          .join(',');
  });
  return { expression: fields.join(' '), why: 'a range cannot go past the end and begin anew' };
}

function splitBackwardRange(item: string, { minimum, maximum, names }: FieldKind): string {
  const [, low, high] = /^([^-]+)-([^-]+)$/.exec(item) ?? [];
  const [from, to] = [low, high].map((text = '') => {
    const index = names.indexOf(text.toLowerCase());
    return index === -1 ? Number(text) : minimum + index;
  });
  if (low === undefined || from === undefined || to === undefined || !(from > to)) return item;
  return `${span(from, maximum)},${span(minimum, to)}`;
}

function span(from: number, to: number): string {
  return from === to ? String(from) : `${from}-${to}`;
}
