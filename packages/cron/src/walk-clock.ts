import { instantOf, type LocalTime, localTimeAt } from './local-time.ts';
import { matchesDay } from './matching-day.ts';
import type { CalendarSchedule } from './schedule.ts';
import type { TimeZone } from './time-zone.ts';

/**
 * The first run at or after an instant, in seconds since 1970, or undefined where there is none until the end of the fifth
 * year. It takes the steps that robfig/cron's `Next` takes, because around a change of the clocks they decide what runs:
 * a day without a midnight, for one, makes `@daily` miss that day, and v1.2.0 lets runs of other days slip past too.
 * Where clocks skip a whole day, as Samoa's did in 2011, the library never comes back; that counts as no run.
 */
export function walkClock(schedule: CalendarSchedule, from: number, zone: TimeZone): number | undefined {
  let time = localTimeAt(from, zone);
  const lastYear = time.year + 5;
  let isTrimmed = false;
  let steps = 0;

  search: while (time.year <= lastYear) {
    for (const hand of hands) {
      while (!hand.fits(schedule, time)) {
        if (!isTrimmed) time = localTimeAt(hand.start(time, zone), zone);
        isTrimmed = true;
        time = hand.advance(time, zone, schedule);
        if (++steps > maximumSteps) return undefined;
        if (hand.hasWrapped(time)) continue search;
      }
    }
    return time.instant;
  }
  return undefined;
}

// Every day of six years and a full turn of the clock take less than half of these.
const maximumSteps = 5_000;

/** What of the date or clock is compared and moved at once. */
interface Hand {
  fits(schedule: CalendarSchedule, time: LocalTime): boolean;
  /** The instant when everything smaller was last zero. */
  start(time: LocalTime, zone: TimeZone): number;
  advance(time: LocalTime, zone: TimeZone, schedule: CalendarSchedule): LocalTime;
  /** Whether everything larger has to be compared anew. */
  hasWrapped(time: LocalTime): boolean;
}

const monthHand: Hand = {
  fits: ({ months }, { month }) => months.values.includes(month),
  start: ({ year, month }, zone) => instantOf({ year, month, day: 1 }, zone),
  advance: (time, zone) => localTimeAt(instantOf({ ...time, month: time.month + 1 }, zone), zone),
  hasWrapped: ({ month }) => month === 1,
};

const dayHand: Hand = {
  fits: matchesDay,
  start: ({ year, month, day }, zone) => instantOf({ year, month, day }, zone),
  advance(time, zone, { dialect }) {
    const next = localTimeAt(instantOf({ ...time, day: time.day + 1 }, zone), zone);
    if (dialect === 'cnpg' || next.hour === 0) return next;
    // v3 goes back to midnight after a day that had none, or on to it.
    const hours = next.hour > 12 ? 24 - next.hour : -next.hour;
    return localTimeAt(next.instant + hours * 3600, zone);
  },
  hasWrapped: ({ day }) => day === 1,
};

const hourHand: Hand = {
  fits: ({ hours }, { hour }) => hours.values.includes(hour),
  start: ({ year, month, day, hour }, zone) => instantOf({ year, month, day, hour }, zone),
  advance: ({ instant }, zone) => localTimeAt(instant + 3600, zone),
  hasWrapped: ({ hour }) => hour === 0,
};

const minuteHand: Hand = {
  fits: ({ minutes }, { minute }) => minutes.values.includes(minute),
  start: ({ instant }) => Math.floor(instant / 60) * 60,
  advance: ({ instant }, zone) => localTimeAt(instant + 60, zone),
  hasWrapped: ({ minute }) => minute === 0,
};

const secondHand: Hand = {
  fits: ({ seconds }, { second }) => seconds.values.includes(second),
  start: ({ instant }) => instant,
  advance: ({ instant }, zone) => localTimeAt(instant + 1, zone),
  hasWrapped: ({ second }) => second === 0,
};

const hands = [monthHand, dayHand, hourHand, minuteHand, secondHand];
