import { Redis } from 'ioredis';
import { afterEach, expect, test } from 'vitest';
import { type Engine, EngineError } from '../engine/engine.ts';
import { hasRedisServer, startRedisServer } from '../queue/redis-server.ts';
import { testWorld } from '../testing/test-world.ts';
import { hookEvents } from './examine-hooks.ts';
import { diagnose } from './test-diagnosis.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

test('an engine that breaks down', async () => {
  const engine: Engine = () => Promise.reject(new EngineError('the engine could not be started'));
  const { missing } = await diagnose(await forge(), {}, engine);
  expect(missing).toEqual(['  missing  The engine does not answer: the engine could not be started']);
});

test('no Redis where there should be one', async () => {
  const { said, missing } = await diagnose(await forge(), { redisUrl: 'redis://:BLCANARY@127.0.0.1:1' });
  expect(missing).toEqual(['  missing  Redis does not answer (ECONNREFUSED)']);
  expect(said).not.toContain('BLCANARY');
});

test.skipIf(!hasRedisServer)(
  'a Redis, one that forgets, and one that is locked (skipped without redis-server)',
  async () => {
    const server = await startRedisServer();
    closing.push(server.remove);
    const { url: redisUrl } = await server.openWay();
    const good = await diagnose(await forge(), { redisUrl });
    expect(good.said).toMatch(/right {4}Redis \d+\.\d+\.\d+ answers/);
    expect(good.code).toBe(0);
    const redis = new Redis(redisUrl);
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await redis.config('SET', 'appendonly', 'no');
    const forgetful = await diagnose(await forge(), { redisUrl });
    expect(forgetful.missing).toEqual(['  missing  Redis throws keys away when it is full (allkeys-lru)']);
    expect(forgetful.said).toContain('note     Redis may forget');
    await redis.config('SET', 'requirepass', 'BLCANARY');
    redis.disconnect();
    expect((await diagnose(await forge(), { redisUrl })).missing).toEqual([
      '  missing  Redis does not answer (NOAUTH)',
    ]);
    const wrong = redisUrl.replace('redis://', 'redis://:BLCANARY-not@');
    const refused = await diagnose(await forge(), { redisUrl: wrong });
    expect(refused.missing).toEqual(['  missing  Redis does not answer (WRONGPASS)']);
    expect(refused.said).not.toContain('BLCANARY');
  },
);

async function forge() {
  const { close, repository, configuration } = await testWorld('forgejo-16');
  closing.push(close);
  const hook = { url: 'https://bot.example.org/webhooks/hub', contentType: 'json', isActive: true } as const;
  repository.hooks.push({ ...hook, events: hookEvents });
  return configuration;
}
