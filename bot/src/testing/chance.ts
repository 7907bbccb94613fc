/** Chance that is the same whenever it begins with the same number. */
export interface Chance {
  /** A number from 0 to below `most`. */
  below(most: number): number;
  /** True so often, from 0 to 1. */
  isSo(share: number): boolean;
  oneOf<T>(all: readonly [T, ...T[]]): T;
}

/** A linear congruential generator: good enough to shuffle schedules. */
export function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { below, isSo: (share) => next() < share, oneOf: (all) => all[below(all.length)] ?? all[0] };
}
