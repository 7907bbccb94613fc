import type { BotConfiguration } from './configuration/schema.ts';
import { workerOf } from './do-work.ts';
import { healthRoutes } from './edge/health-routes.ts';
import { startServer } from './edge/start-server.ts';
import { webhookRoute } from './edge/webhook-route.ts';
import type { Engine } from './engine/engine.ts';
import { measuredEngine } from './engine/measured-engine.ts';
import { blobCache } from './files/blob-cache.ts';
import { connect } from './forges/connect.ts';
import { isListed } from './forges/is-listed.ts';
import { ownLogins } from './forges/own-logins.ts';
import type { Patience } from './forges/surroundings.ts';
import type { Log } from './log.ts';
import { makeMetrics } from './metrics.ts';
import { memoryCoordination } from './queue/memory-coordination.ts';
import type { Worker } from './queue/queue.ts';
import { redisCoordination } from './queue/redis-coordination.ts';
import { settledMemory } from './reconcile/settled-memory.ts';
import { sweepFromTimeToTime } from './sweeps.ts';

/** What a bot takes from the world. */
export interface BotSurroundings {
  readonly engine: Engine;
  readonly log: Log;
  readonly now: () => Date;
  readonly patience?: Patience;
  readonly pauseAfter?: Worker['pauseAfter'];
}

/** A bot that runs. */
export interface Bot {
  readonly port: number;
  readonly metricsPort: number;
  /**
   * Ends in order: takes no more webhooks and work, waits so many milliseconds for what has begun, and leaves the rest to other
   * replicas or to the next start.
   */
  close(patience: number): Promise<void>;
}

/** Bytes of files that are kept for the next review. */
const cacheBytes = 128 * 1024 ** 2;

/** Starts a bot: its queue, its sweeps and its two ports. Resolves when it takes webhooks. */
export async function startBot(configuration: BotConfiguration, surroundings: BotSurroundings): Promise<Bot> {
  const { engine, log, now, patience } = surroundings;
  const { redisUrl, host } = configuration;
  const onError = (error: unknown) =>
    log.error({ error: error instanceof Error ? error.message : String(error) }, 'something failed');
  const coordination =
    redisUrl === undefined ? memoryCoordination() : redisCoordination({ url: redisUrl, prefix: 'backlint', onError });
  const { queue, pace } = coordination;
  const metrics = makeMetrics(queue.readState);
  const forges = configuration.forges.map((one) => connect(one, pace, metrics, patience, onError));
  const worker = workerOf({
    forges,
    queue,
    engine: measuredEngine(engine, metrics),
    cache: blobCache(cacheBytes),
    settled: settledMemory(),
    log,
    now,
    isDryRun: configuration.dryRun,
    onDone: metrics.work,
  });
  queue.start(configuration.concurrency, { ...worker, pauseAfter: surroundings.pauseAfter ?? worker.pauseAfter });

  const ending = new AbortController();
  const logins = ownLogins(forges, onError, ending.signal);
  const routes = new Map(
    configuration.forges.map(({ name, kind, webhookSecrets: secrets, repositories }) =>
      webhookRoute(
        {
          name,
          kind: kind === 'github' ? 'github' : 'gitea',
          secrets,
          ownLogin: () => logins.get(name),
          isAllowed: (repository) => isListed(repository, repositories),
        },
        {
          queue,
          delay: configuration.collectFor,
          counter: { count: ({ forge, event, result }) => metrics.delivery(forge, event, result) },
          log,
        },
      ),
    ),
  );
  const server = await startServer({ host, port: configuration.port, routes, onError });
  const health = await startServer({
    host,
    port: configuration.metricsPort,
    routes: healthRoutes({
      checks: [
        { name: 'queue', deadline: 2_000, passes: () => queue.isReachable() },
        { name: 'not ending', deadline: 100, passes: async () => !ending.signal.aborted },
      ],
      renderMetrics: metrics.render,
    }),
    onError,
  });
  const sweeps = sweepFromTimeToTime(
    { forges, coordination, metrics, log, every: configuration.sweepEvery },
    ending.signal,
  );
  log.info({ port: server.port, metricsPort: health.port, forges: forges.map(({ name }) => name) }, 'started');
  return {
    port: server.port,
    metricsPort: health.port,
    async close(patience) {
      ending.abort();
      await Promise.all([server.close(), coordination.close(patience), sweeps]);
      await health.close();
      log.info('ended');
    },
  };
}
