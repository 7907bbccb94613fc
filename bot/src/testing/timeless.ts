import type { Patience } from '../forges/surroundings.ts';

/** Patience for tests: what a forge asks to wait for is over at once. */
export const timeless: Patience = {
  wait: async () => undefined,
  timeout: 5_000,
  longestHold: Number.POSITIVE_INFINITY,
};
