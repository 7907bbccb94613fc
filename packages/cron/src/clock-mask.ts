import type { Block } from './blocks.ts';
import { secondOfDay, secondsPerDay } from './local-time.ts';

/** The minutes of the day in UTC at which something ever runs, a bit for each. */
export type ClockMask = Uint32Array;

const minutesPerDay = 1440;

export function clockMaskOf(blocks: Iterable<Block>): ClockMask {
  const mask = new Uint32Array(minutesPerDay / 32);
  for (const second of secondsOnClock(blocks)) set(mask, Math.floor(second / 60));
  return mask;
}

/** The seconds of the day in UTC at which something ever runs, in no order; some may come more than once. */
export function* secondsOnClock(blocks: Iterable<Block>): Generator<number> {
  const seen = new Map<Block['times'], Set<number>>();
  for (const { start, times } of blocks) {
    const timeOfDay = secondOfDay(start);
    const starts = seen.get(times) ?? new Set();
    if (starts.has(timeOfDay)) continue;
    seen.set(times, starts.add(timeOfDay));
    for (const time of times.list()) yield (timeOfDay + time) % secondsPerDay;
  }
}

/** The minutes that are no further than so many seconds from the minutes of a mask. */
export function widened(mask: ClockMask, seconds: number): ClockMask {
  const wide = mask.slice();
  const minutes = Math.min(Math.ceil(seconds / 60), minutesPerDay / 2);
  for (let minute = 0; minute < minutesPerDay; minute++) {
    if (((mask[minute >> 5] ?? 0) & (1 << (minute & 31))) === 0) continue;
    for (let distance = -minutes; distance <= minutes; distance++) set(wide, minute + distance + minutesPerDay);
  }
  return wide;
}

export function intersects(left: ClockMask, right: ClockMask): boolean {
  return left.some((bits, index) => (bits & (right[index] ?? 0)) !== 0);
}

function set(mask: ClockMask, minute: number): void {
  const bit = minute % minutesPerDay;
  mask[bit >> 5] = (mask[bit >> 5] ?? 0) | (1 << (bit & 31));
}
