import { randomUUID } from 'node:crypto';
import type { Coordination } from './coordination.ts';
import { hastyConnection, type MeetingPlace } from './redis-connection.ts';
import { redisPace } from './redis-pace.ts';
import { redisQueue } from './redis-queue.ts';
import { leadScript, releaseScript, script } from './redis-scripts.ts';

/** For a bot that is several processes, or that is not to forget anything when it ends. */
export function redisCoordination(place: MeetingPlace): Coordination {
  const { url, prefix, onError } = place;
  const redis = hastyConnection(url);
  redis.on('error', onError);
  const queue = redisQueue(redis, place);
  const lead = script(redis, leadScript);
  const release = script(redis, releaseScript);
  const token = randomUUID();
  const duties = new Set<string>();
  return {
    queue,
    pace: redisPace(redis, prefix),
    mayLead: async (duty, milliseconds) => {
      const key = `${prefix}:duty:${duty}`;
      const [isOurs] = await lead([key], token, milliseconds);
      if (isOurs === 1) duties.add(key);
      return isOurs === 1;
    },
    close: async (patience) => {
      await queue.close(patience);
      // A duty that cannot be given back now is free when its time is over.
      await Promise.allSettled(Array.from(duties, (key) => release([key], token)));
      redis.disconnect();
    },
  };
}
