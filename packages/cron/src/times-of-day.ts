/** Times within a day or an hour, without a list of them: what can be said of `* * * * * *` at no cost. All in seconds. */
export interface Times {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** The shortest and longest time from one to the next; undefined where there are fewer than two. */
  readonly shortestGap?: number;
  readonly longestGap?: number;
  /** All of them, ascending; listed when first asked for. */
  list(): readonly number[];
}

/** One kind of part of a time, how many seconds each of its values stands for, and which values it can have. */
export interface TimePart {
  readonly unit: number;
  readonly values: readonly number[];
}

/** A single time, at the very start. */
export const atStart: Times = { count: 1, first: 0, last: 0, list: () => [0] };

/** Every combination of the parts, of which the largest comes first; undefined where a part has no values. */
export function timesOf(parts: readonly TimePart[]): Times | undefined {
  let times = atStart;
  for (const { unit, values } of [...parts].reverse()) {
    const [first, last] = [values[0], values.at(-1)];
    if (first === undefined || last === undefined) return undefined;
    const within = times.last - times.first;
    const gaps = values.slice(1).map((value, index) => (value - (values[index] ?? 0)) * unit - within);
    if (times.shortestGap !== undefined) gaps.push(times.shortestGap);
    if (times.longestGap !== undefined) gaps.push(times.longestGap);
    times = {
      count: times.count * values.length,
      first: first * unit + times.first,
      last: last * unit + times.last,
      ...(gaps.length === 0 ? {} : { shortestGap: Math.min(...gaps), longestGap: Math.max(...gaps) }),
      list: listOnce(values, unit, times),
    };
  }
  return times;
}

function listOnce(values: readonly number[], unit: number, within: Times): () => readonly number[] {
  let listed: readonly number[] | undefined;
  return () => {
    listed ??= values.flatMap((value) => within.list().map((time) => value * unit + time));
    return listed;
  };
}
