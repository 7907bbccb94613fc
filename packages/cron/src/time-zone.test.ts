import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moments, zoneCalled, zones } from './fixtures/sample-schedules.ts';
import { readTimeZone } from './time-zone.ts';

describe('the name of a zone', () => {
  test.each([
    'UTC',
    'Europe/Rome',
    'America/Argentina/ComodRivadavia',
    'America/Port-au-Prince',
    'Antarctica/DumontDUrville',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'Australia/NSW',
    'US/Pacific',
    'Etc/GMT+5',
    'Etc/UTC',
    'EST5EDT',
    'GB-Eire',
    'Zulu',
  ])('%s is known', (name) => {
    expect(readTimeZone(name)).toMatchObject({ kind: 'valid', value: { name } });
  });

  test('is known if Intl lists it', () => {
    const names = Intl.supportedValuesOf('timeZone');
    expect(names.filter((name) => readTimeZone(name).kind === 'invalid')).toEqual([]);
    expect(names.length).toBeGreaterThan(300);
  });

  test.each([
    ['Mars/Olympus', 'unknown time zone Mars/Olympus'],
    ['europe/rome', 'unknown time zone europe/rome'],
    ['EUROPE/ROME', 'unknown time zone EUROPE/ROME'],
    ['Europe/rome', 'unknown time zone Europe/rome'],
    ['utc', 'unknown time zone utc'],
    ['PST', 'unknown time zone PST'],
    ['+01:00', 'unknown time zone +01:00'],
    ['GMT+1', 'unknown time zone GMT+1'],
    ['../../etc/passwd', 'unknown time zone ../../etc/passwd'],
    ['SystemV/PST8', 'unknown time zone SystemV/PST8'],
    ['Europe/Rome ', 'unknown time zone Europe/Rome '],
    ['', 'the time zone must not be empty'],
    ['Local', 'the time zone must be an explicit one, such as Europe/Rome'],
    ['A/'.repeat(500_000), 'the time zone is longer than any name there is'],
  ])('%.20j is not known', (name, error) => {
    expect(readTimeZone(name)).toEqual({ kind: 'invalid', error });
  });
});

describe('the offset of a zone', () => {
  test.each([
    ['Europe/Rome', '2026-03-29T00:59:59Z', 3600],
    ['Europe/Rome', '2026-03-29T01:00:00Z', 7200],
    ['America/St_Johns', '2026-01-01T00:00:00Z', -12_600],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 37_800],
    ['Africa/Monrovia', '1970-01-01T00:00:00Z', -2_670],
    ['Africa/Casablanca', '2026-03-01T00:00:00Z', 0],
    ['Africa/Casablanca', '2026-04-01T00:00:00Z', 3600],
  ])('in %s at %s is %i s', (name, instant, offset) => {
    expect(zoneCalled(name).offsetAt(Date.parse(instant) / 1000)).toBe(offset);
  });

  test('is what Intl shows', () => {
    fc.assert(
      fc.property(zones, moments, (zone, instant) => {
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone.name,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(instant * 1000);
        expect(Date.parse(`${shown.replace(' ', 'T')}Z`) / 1000 - instant).toBe(zone.offsetAt(instant));
      }),
    );
  });

  test('is the same throughout a steady span, and only there', () => {
    fc.assert(
      fc.property(zones, moments, fc.integer({ min: 0, max: 200 * 86_400 }), (zone, from, length) => {
        const offsets = new Set<number>();
        for (let instant = from; instant < from + length; instant += 900) offsets.add(zone.offsetAt(instant));
        offsets.add(zone.offsetAt(from + length));
        expect(zone.isSteady(from, from + length)).toBe(offsets.size === 1);
      }),
    );
  });

  test('has an end with the calendar', () => {
    expect(zoneCalled('Europe/Rome').offsetAt(9e12)).toBe(zoneCalled('Europe/Rome').offsetAt(8.64e12));
  });
});
