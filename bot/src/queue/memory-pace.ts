import type { Pace } from './pace.ts';

/** The pace of accounts that only this process uses. */
export function memoryPace(): Pace {
  const nextWrites = new Map<string, number>();
  const pauses = new Map<string, number>();
  return {
    beforeWrite: async (account, between) => {
      const now = performance.now();
      const at = Math.max(now, nextWrites.get(account) ?? now);
      nextWrites.set(account, at + between);
      return at - now;
    },
    pauseFor: async (account, milliseconds) => {
      const until = performance.now() + milliseconds;
      pauses.set(account, Math.max(until, pauses.get(account) ?? until));
    },
    pausedFor: async (account) => Math.max(0, (pauses.get(account) ?? 0) - performance.now()),
  };
}
