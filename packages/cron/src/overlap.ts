import { type Block, blocksOf } from './blocks.ts';
import type { Window } from './cadence.ts';
import { type ClockMask, clockMaskOf, intersects, widened } from './clock-mask.ts';
import { secondsOf } from './next-run.ts';
import type { Schedule } from './schedule.ts';
import { type TimeZone, utc } from './time-zone.ts';
import type { Times } from './times-of-day.ts';

/** A schedule, and the zone of the clock it goes by where that is not UTC. */
export interface TimedSchedule {
  readonly schedule: Schedule;
  readonly zone?: TimeZone;
}

/** How two schedules run into each other in a window. */
export interface Overlap {
  /** How many runs of the first schedule have a run of the second one within the tolerance. */
  readonly runs: number;
  /** When the first three of these runs are, in milliseconds since 1970. */
  readonly examples: readonly number[];
}

/** Two of many schedules that run into each other, by their places in the list. */
export interface Collision {
  readonly left: number;
  readonly right: number;
  readonly overlap: Overlap;
}

/**
 * The runs of one schedule that are at most so many seconds from a run of another, in real time, whatever the dialects and
 * zones. Undefined where either is an `@every`: when that runs depends on when the operator first saw it.
 */
export function overlapOf(
  left: TimedSchedule,
  right: TimedSchedule,
  window: Window,
  toleranceSeconds = 0,
): Overlap | undefined {
  const [first, second] = [timelineOf(left, window), timelineOf(right, window)];
  return first && second && overlapOfTimelines(first, second, toleranceSeconds);
}

/** Every pair of schedules that run into each other, in the order of the list; `@every` ones are left out. */
export function* collisionsAmong(
  schedules: readonly TimedSchedule[],
  window: Window,
  toleranceSeconds = 0,
): Generator<Collision> {
  const distinct = new Map<string, Timeline | undefined>();
  const timelines = schedules.map((timed) => {
    const key = [timed.schedule.dialect, timed.schedule.expression, timed.zone?.name ?? utc.name].join('\n');
    const timeline = distinct.has(key) ? distinct.get(key) : timelineOf(timed, window);
    distinct.set(key, timeline);
    return timeline && { ...timeline, key };
  });
  const wide = new Map<string, ClockMask>();
  const overlaps = new Map<string, Overlap>();
  for (const [left, first] of timelines.entries()) {
    if (first === undefined) continue;
    const mask = wide.get(first.key) ?? widened(first.mask, toleranceSeconds);
    wide.set(first.key, mask);
    for (let right = left + 1; right < timelines.length; right++) {
      const second = timelines[right];
      if (second === undefined || !intersects(mask, second.mask)) continue;
      const key = `${first.key}\n${second.key}`;
      const overlap = overlaps.get(key) ?? overlapOfTimelines(first, second, toleranceSeconds);
      overlaps.set(key, overlap);
      if (overlap.runs > 0) yield { left, right, overlap };
    }
  }
}

/** The runs in a window, and the minutes of the day they are at, which tell most schedules apart at once. */
interface Timeline {
  readonly blocks: readonly Block[];
  readonly mask: ClockMask;
}

function timelineOf({ schedule, zone = utc }: TimedSchedule, { from, to }: Window): Timeline | undefined {
  if (schedule.kind === 'interval') return undefined;
  const blocks = [...blocksOf(schedule, secondsOf(from), secondsOf(to), zone)];
  return { blocks, mask: clockMaskOf(blocks) };
}

const maximumExamples = 3;

function overlapOfTimelines(left: Timeline, right: Timeline, tolerance: number): Overlap {
  const timesNear = rememberingTimesNear(tolerance);
  const examples: number[] = [];
  let runs = 0;
  let next = 0;
  for (const block of left.blocks) {
    const { start, times } = block;
    while (isBefore(right.blocks[next], start + times.first - tolerance)) next++;
    const nearby: Block[] = [];
    for (let index = next; ; index++) {
      const other = right.blocks[index];
      if (other === undefined || other.start + other.times.first > start + times.last + tolerance) break;
      nearby.push(other);
    }
    if (nearby.length === 0) continue;
    const near = timesNear(block, nearby);
    runs += near.length;
    for (const time of near.slice(0, maximumExamples - examples.length)) examples.push((start + time) * 1000);
  }
  return { runs, examples };
}

function isBefore(block: Block | undefined, instant: number): boolean {
  return block !== undefined && block.start + block.times.last < instant;
}

/** One day is much like the next: the same times at the same distance need comparing only once. */
function rememberingTimesNear(tolerance: number): (block: Block, others: readonly Block[]) => readonly number[] {
  const remembered = new Map<string, readonly number[]>();
  const numbers = new Map<Times, number>();
  const numberOf = (times: Times) => {
    const number = numbers.get(times) ?? numbers.size;
    numbers.set(times, number);
    return number;
  };
  return (block, others) => {
    const parts = others.map(({ start, times }) => `${numberOf(times)}@${start - block.start}`);
    const key = [numberOf(block.times), ...parts].join(' ');
    const near = remembered.get(key) ?? timesNear(block, others, tolerance);
    remembered.set(key, near);
    return near;
  };
}

/** The times of a block that are within the tolerance of a run of the others, which follow upon each other. */
function timesNear({ start, times }: Block, others: readonly Block[], tolerance: number): readonly number[] {
  const candidates = others.flatMap((other) => other.times.list().map((time) => other.start - start + time));
  let next = 0;
  return times.list().filter((time) => {
    while ((candidates[next] ?? Number.POSITIVE_INFINITY) < time - tolerance) next++;
    return (candidates[next] ?? Number.POSITIVE_INFINITY) <= time + tolerance;
  });
}
