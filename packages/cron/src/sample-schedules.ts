import fc from 'fast-check';
import { secondsPerDay } from './local-time.ts';
import { parseSchedule } from './parse-schedule.ts';
import type { CalendarSchedule, Dialect } from './schedule.ts';
import { readTimeZone, type TimeZone } from './time-zone.ts';

/** A valid schedule that is no `@every`, for tests. */
export function calendarSchedule(expression: string, dialect: Dialect = 'cnpg'): CalendarSchedule {
  const parsed = parseSchedule(expression, dialect);
  if (parsed.kind === 'invalid') throw new Error(parsed.error);
  if (parsed.schedule.kind === 'interval') throw new Error(`${expression} has no times`);
  return parsed.schedule;
}

/** A zone that exists, for tests. */
export function zoneCalled(name: string): TimeZone {
  const zone = readTimeZone(name);
  if (zone.kind === 'invalid') throw new Error(zone.error);
  return zone.value;
}

/** Zones whose clocks change in every way there is: at midnight, by half an hour, by two hours, for Ramadan, never. */
export const zones = fc
  .constantFrom(
    'UTC',
    'Europe/Rome',
    'Europe/London',
    'America/New_York',
    'America/Havana',
    'America/Santiago',
    'Africa/Cairo',
    'Africa/Casablanca',
    'Asia/Beirut',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Antarctica/Troll',
    'Atlantic/Azores',
    'Pacific/Chatham',
  )
  .map(zoneCalled);

const [start, end] = [Date.UTC(2024, 0, 1) / 1000, Date.UTC(2028, 0, 1) / 1000];

/** Moments between 2024 and 2028, in seconds. */
export const moments = fc.integer({ min: start, max: end });

/** A zone and a moment, mostly one of the days around a change of its clocks. */
export const zonedMoments = fc
  .tuple(zones, moments, fc.integer({ min: -2 * secondsPerDay, max: secondsPerDay }), fc.nat())
  .map(([zone, moment, distance, pick]): readonly [TimeZone, number] => {
    const changes = daysOfChange(zone);
    const change = pick % 4 === 0 ? undefined : changes[pick % changes.length];
    return [zone, change === undefined ? moment : change + distance];
  });

const knownChanges = new Map<TimeZone, readonly number[]>();

function daysOfChange(zone: TimeZone): readonly number[] {
  const known = knownChanges.get(zone);
  if (known) return known;
  const changes: number[] = [];
  for (let day = start; day < end; day += secondsPerDay) {
    if (!zone.isSteady(day, day + secondsPerDay)) changes.push(day);
  }
  knownChanges.set(zone, changes);
  return changes;
}

/** Valid schedules of both dialects, mostly of few times a day. */
export const schedules = fc
  .tuple(
    fc.constantFrom<Dialect>('cnpg', 'cronjob'),
    fields(0, 59),
    fields(0, 59),
    // Clocks change in the small hours.
    fc.oneof(fields(0, 23), fields(0, 4)),
    fields(1, 31),
    fields(1, 12),
    fields(0, 6),
  )
  .map(([dialect, second, ...rest]) => {
    return calendarSchedule((dialect === 'cnpg' ? [second, ...rest] : rest).join(' '), dialect);
  });

function fields(minimum: number, maximum: number): fc.Arbitrary<string> {
  const value = fc.integer({ min: minimum, max: maximum });
  const step = fc.integer({ min: 1, max: maximum });
  const item = fc.oneof(
    { weight: 4, arbitrary: value.map(String) },
    { weight: 2, arbitrary: fc.constant('*') },
    { weight: 1, arbitrary: step.map((by) => `*/${by}`) },
    { weight: 1, arbitrary: fc.tuple(value, step).map(([from, by]) => `${from}/${by}`) },
    { weight: 1, arbitrary: fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`) },
  );
  return fc.array(item, { minLength: 1, maxLength: 2 }).map((items) => items.join(','));
}
