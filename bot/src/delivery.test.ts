import process from 'node:process';
import { releases } from '@backlint/forge-servers/stage/test-stage';
import { afterAll, describe, expect, test } from 'vitest';
import { hasRedisServer, startRedisServer } from './queue/redis-server.ts';
import { playDeliveries } from './testing/play-deliveries.ts';

/** Plays until everything has gone wrong a hundred thousand times, for about half an hour. */
const isThorough = process.env.BACKLINT_ALL_FAULTS !== undefined;
const plays = isThorough ? 34 : 2;
const steps = isThorough ? 200 : 25;
const longest = isThorough ? 3_600_000 : 180_000;

const tally = { plays: 0, faults: 0 };
afterAll(() => console.info(`${tally.plays} plays with ${tally.faults} faults ended as if there had been none.`));

describe.each(releases)('%s', (release) => {
  test(
    'one process loses nothing, and says nothing twice',
    async () => {
      for (let seed = 1; seed <= plays; seed++) {
        const { faults, problems } = await playDeliveries({ release, seed, replicas: 1, steps, faultShare: 0.3 });
        expect(problems, `seed ${seed}`).toEqual([]);
        tally.plays++;
        tally.faults += faults;
      }
    },
    longest,
  );

  const without = hasRedisServer ? '' : ' (skipped: there is no redis-server)';
  test.skipIf(!hasRedisServer)(
    `three processes on a Redis neither${without}`,
    async () => {
      const redis = await startRedisServer();
      const { url } = await redis.openWay();
      for (let seed = 1; seed <= plays; seed++) {
        const redisUrl = `${url}/${seed % 16}`;
        const play = { release, seed, replicas: seed % 2 === 0 ? 2 : 3, steps, faultShare: 0.3, redisUrl };
        const { faults, problems } = await playDeliveries(play);
        expect(problems, `seed ${seed}`).toEqual([]);
        tally.plays++;
        tally.faults += faults;
      }
      await redis.remove();
    },
    longest,
  );
});
