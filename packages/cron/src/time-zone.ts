import { invalid, type Outcome, valid } from './outcome.ts';

/** How far the clocks of one place are from UTC, and when that changes. All times are in seconds since 1970, UTC. */
export interface TimeZone {
  readonly name: string;
  /** What the clocks there are ahead of UTC, in seconds. */
  offsetAt(instant: number): number;
  /** Whether the clocks are not set forward or back between two instants, both included. */
  isSteady(from: number, to: number): boolean;
}

export const utc: TimeZone = { name: 'UTC', offsetAt: () => 0, isSteady: () => true };

const zones = new Map<string, TimeZone>([['UTC', utc]]);

/**
 * The zone of an IANA name. What Kubernetes refuses in `spec.timeZone` is an error here: an empty name, `Local`, offsets
 * such as `+01:00`, abbreviations such as `PST`, and names in the wrong case, which Go does not find.
 */
export function readTimeZone(name: string): Outcome<TimeZone> {
  if (name === '') return invalid('the time zone must not be empty');
  if (name === 'Local') return invalid('the time zone must be an explicit one, such as Europe/Rome');
  if (name.length > 64) return invalid('the time zone is longer than any name there is');
  const known = zones.get(name);
  if (known) return valid(known);
  const read = readZone(name);
  if (read.kind === 'valid') zones.set(name, read.value);
  return read;
}

// ICU passes over the case of a name and knows abbreviations that are not in the IANA database; Go does neither.
const place = /^(?:US|[A-Z][a-z]+)(?:\/[A-Z](?:[A-Za-z_-]*[a-z][A-Za-z_-]*|[A-Z]{2}|MT[+-]?[0-9]{1,2}))+$/;

const placeless = new Set(
  (
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran ' +
    'Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK ' +
    'Singapore Turkey UCT UTC Universal W-SU WET Zulu'
  ).split(' '),
);

function readZone(name: string): Outcome<TimeZone> {
  const unknown = invalid(`unknown time zone ${name}`);
  if (!placeless.has(name) && !place.test(name)) return unknown;
  try {
    const clock = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    const { timeZone } = clock.resolvedOptions();
    const isWrongCase = timeZone !== name && timeZone.toLowerCase() === name.toLowerCase();
    return isWrongCase ? unknown : valid(zoneOf(name, (instant) => offsetOn(clock, instant)));
  } catch {
    return unknown;
  }
}

/** Asking `Intl` takes microseconds, so the changes of half a year are found at once, when first asked for. */
function zoneOf(name: string, measure: (instant: number) => number): TimeZone {
  const halves = new Map<number, readonly Change[]>();
  const half = 26 * week;

  function changesIn(index: number): readonly Change[] {
    const known = halves.get(index) ?? findChanges(index * half, (index + 1) * half, measure);
    halves.set(index, known);
    return known;
  }

  function offsetAt(instant: number): number {
    let offset = 0;
    for (const change of changesIn(Math.floor(instant / half))) {
      if (change.at > instant) break;
      offset = change.offset;
    }
    return offset;
  }

  function isSteady(from: number, to: number): boolean {
    const offset = offsetAt(from);
    for (let index = Math.floor(from / half); index <= Math.floor(to / half); index++) {
      if (changesIn(index).some((change) => change.at > from && change.at <= to && change.offset !== offset))
        return false;
    }
    return true;
  }

  return { name, offsetAt, isSteady };
}

interface Change {
  readonly at: number;
  /** What the clocks are ahead of UTC from then on. */
  readonly offset: number;
}

const week = 7 * 86_400;

/** The offset at the start, and every later change; two changes within one week would go unseen, and there are none. */
function findChanges(start: number, end: number, measure: (instant: number) => number): Change[] {
  const changes: Change[] = [{ at: start, offset: measure(start) }];
  let offset = measure(start);
  for (let from = start; from < end; from += week) {
    const later = measure(from + week - 1);
    if (later === offset) continue;
    let [before, after] = [from - 1, from + week - 1];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (measure(middle) === offset) before = middle;
      else after = middle;
    }
    changes.push({ at: after, offset: later });
    offset = later;
  }
  return changes;
}

/** Far beyond every schedule `Date` ends, and the offset of its last day has to do. */
function offsetOn(clock: Intl.DateTimeFormat, instant: number): number {
  const shown = clock.format(Math.min(Math.max(instant, -8.64e12), 8.64e12) * 1000);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /GMT(?:([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?$/.exec(shown) ?? [];
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}
