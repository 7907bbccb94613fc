import { describe } from './describe.ts';
import { dayOfWeekField, monthField } from './field.ts';
import { fieldsOf } from './go-text.ts';
import { parseSchedule } from './parse-schedule.ts';
import type { Schedule } from './schedule.ts';

/** A crontab line in a place where CloudNativePG reads the seconds first. */
export interface CrontabIntent {
  /** What crontab would make of the line, in words; undefined where it would refuse it. */
  readonly asCrontab?: Reading;
  /** What CloudNativePG makes of it, in words; undefined where it refuses it. */
  readonly asCloudNativePg?: Reading;
  /** Six fields to write instead; undefined where either reading may be the one that was meant, or neither. */
  readonly rewrite?: string;
  /** Whether the rewrite means what crontab would do, or goes on doing what CloudNativePG does now. */
  readonly keeps?: 'crontab' | 'cnpg';
}

/** One way to read a line. */
export interface Reading {
  readonly words: string;
  /** Six fields that CloudNativePG reads this way. */
  readonly sixFields: string;
  readonly schedule: Schedule;
}

/**
 * What a line of five fields was meant to be. CloudNativePG takes it for second, minute, hour, day and month, so that the
 * daily `0 3 * * *` runs every hour. Undefined for anything but five fields.
 */
export function crontabIntent(expression: string): CrontabIntent | undefined {
  const fields = fieldsOf(expression);
  if (fields.length !== 5 || expression.startsWith('@')) return undefined;
  const normalised = normaliseCrontab(fields).join(' ');
  const asCrontab = parseSchedule(normalised, 'cronjob').kind === 'valid' ? read(`0 ${normalised}`) : undefined;
  const asCloudNativePg = read(`${fields.join(' ')} *`);
  const keeps = evidentReading(fields, asCrontab !== undefined, asCloudNativePg !== undefined);
  const rewrite = keeps === 'crontab' ? asCrontab : keeps === 'cnpg' ? asCloudNativePg : undefined;
  return {
    ...(asCrontab && { asCrontab }),
    ...(asCloudNativePg && { asCloudNativePg }),
    ...(rewrite && keeps && { rewrite: rewrite.sixFields, keeps }),
  };
}

/** The fields of a crontab line in words that robfig/cron knows: Sunday is 0 and not 7, and names have three letters. */
export function normaliseCrontab(fields: readonly string[]): string[] {
  return fields.map((field, index) => {
    if (index === fields.length - 2) return shortenNames(field, monthField.names);
    if (index === fields.length - 1) return sundayFirst(shortenNames(field, dayOfWeekField.names));
    return field;
  });
}

/**
 * A line whose crontab reading names no day of the month can only be meant as one. Otherwise it is a matter of which hour
 * and minute people write: second 0 and a round minute belong to seconds first (`0 30 4 * *` is 04:30), while nobody
 * backs up at second 30, or at minute 2 of the hours 1 and 15, so `0 2 1,15 * *` is 02:00 twice a month.
 */
function evidentReading(
  [first = '', second = '', third = '', fourth = '', fifth = '']: readonly string[],
  isCrontab: boolean,
  isCloudNativePg: boolean,
): CrontabIntent['keeps'] {
  const isFree = (field: string) => field === '*' || field === '?';
  const isDayFree = isFree(third);
  // Crontab adds up the two kinds of days, which is seldom what was meant.
  const isCrontabClear = isCrontab && (isDayFree || isFree(fifth));
  if (!isCloudNativePg) return isCrontabClear ? 'crontab' : undefined;
  if (!isCrontab) return 'cnpg';
  if (isDayFree) return 'crontab';
  if (!isCrontabClear || !isFree(fourth)) return undefined;
  const isRoundMinute = /^0+$/.test(first) && /^[0-9]*[05]$/.test(second);
  if (!isRoundMinute) return 'crontab';
  return /^[0-9]+$/.test(third) ? 'cnpg' : undefined;
}

function read(sixFields: string): Reading | undefined {
  const parsed = parseSchedule(sixFields, 'cnpg');
  if (parsed.kind === 'invalid') return undefined;
  return { words: describe(parsed.schedule), sixFields, schedule: parsed.schedule };
}

function shortenNames(field: string, names: readonly string[]): string {
  return field.replace(/[a-z]{4,}/gi, (word) => {
    const isFullName = names.some((name) => fullNames.get(name) === word.toLowerCase());
    return isFullName ? word.slice(0, 3) : word;
  });
}

const fullNames = new Map(
  (
    'january february march april may june july august september october november december ' +
    'sunday monday tuesday wednesday thursday friday saturday'
  )
    .split(' ')
    .map((name) => [name.slice(0, 3), name]),
);

/** Crontab has two numbers for Sunday; a range that ends with the second one becomes two. */
function sundayFirst(field: string): string {
  return [...new Set(field.split(',').flatMap(sundayFirstIn))].join(',');
}

function sundayFirstIn(item: string): string[] {
  const [, from, to, step] = /^(?:([0-7])-)?([0-7])(?:\/([1-7]))?$/.exec(item) ?? [];
  if (to !== '7' || (from === undefined && step !== undefined)) return [item];
  if (from === undefined || from === '7') return ['0'];
  const first = Number(from);
  if (step === undefined || step === '1') return first <= 1 ? ['0-6'] : [first === 6 ? '6' : `${first}-6`, '0'];
  const days: string[] = [];
  for (let day = first; day <= 7; day += Number(step)) days.push(String(day % 7));
  return days;
}
