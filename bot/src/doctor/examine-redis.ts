import { Redis } from 'ioredis';
import { missing, note, right, type Statement } from './statement.ts';

/** Looks at the Redis where replicas meet. */
export async function examineRedis(url: string): Promise<readonly Statement[]> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: 5_000,
    commandTimeout: 5_000,
    retryStrategy: () => null,
  });
  let trouble: unknown;
  redis.on('error', (error) => {
    trouble ??= error;
  });
  try {
    await redis.connect();
    return factsOf(await redis.info());
  } catch (error) {
    return [
      missing(
        `Redis does not answer (${reasonOf(trouble ?? error)})`,
        'See that `redisUrl` has the right address, user and password, and that this machine reaches it.',
      ),
    ];
  } finally {
    redis.disconnect();
  }
}

function factsOf(info: string): readonly Statement[] {
  const fact = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const version = fact('redis_version') ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const policy = fact('maxmemory_policy');
  return [
    major > 6 || (major === 6 && minor >= 2)
      ? right(`Redis ${version} answers`)
      : missing(`Redis is ${version === '' ? 'of an unknown version' : version}`, 'It must be 6.2 or later.'),
    ...(policy === undefined || policy === 'noeviction'
      ? []
      : [missing(`Redis throws keys away when it is full (${policy})`, 'Set `maxmemory-policy noeviction`.')]),
    ...(fact('aof_enabled') === '1'
      ? []
      : [
          note(
            'Redis may forget what it was told last when it ends (no append-only file); the next sweep finds it again',
          ),
        ]),
  ];
}

/** A code, never the words, which could hold the password. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason';
  return /^[A-Z]{5,}(?= )/.exec(error.message)?.[0] ?? ('code' in error ? String(error.code) : error.name);
}
