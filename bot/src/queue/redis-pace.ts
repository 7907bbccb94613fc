import type { Redis } from 'ioredis';
import type { Pace } from './pace.ts';
import { pauseScript, script, slotScript } from './redis-scripts.ts';

/** The pace of accounts that several processes use; everything in it is forgotten when its time is over. */
export function redisPace(redis: Redis, prefix: string): Pace {
  const takeSlot = script(redis, slotScript);
  const pause = script(redis, pauseScript);
  return {
    beforeWrite: async (account, between) => {
      const [milliseconds = 0] = await takeSlot([`${prefix}:next-write:${account}`], Math.ceil(between));
      return milliseconds;
    },
    pauseFor: async (account, milliseconds) => {
      if (milliseconds > 0) await pause([`${prefix}:pause:${account}`], Math.ceil(milliseconds));
    },
    pausedFor: async (account) => Math.max(0, await redis.pttl(`${prefix}:pause:${account}`)),
  };
}
