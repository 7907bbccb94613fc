/** A mark on the axis of time. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

const hour = 3_600_000;
const day = 24 * hour;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Where a reader finds the time: every three hours of one day, every midnight of several. All in UTC. */
export function ticksOf(from: number, to: number): readonly Tick[] {
  const step = to - from <= 2 * day ? 3 * hour : day;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) ticks.push({ at, text: labelOf(at, step) });
  return ticks;
}

function labelOf(at: number, step: number): string {
  const date = new Date(at);
  return step < day ? date.toISOString().slice(11, 16) : `${weekdays[date.getUTCDay()]} ${date.getUTCDate()}`;
}
