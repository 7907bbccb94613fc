import { setTimeout as wait } from 'node:timers/promises';
import type { ConnectedForge } from './forges/connected-forge.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Coordination } from './queue/coordination.ts';

/** What sweeps need. */
export interface SweepOptions {
  readonly forges: readonly ConnectedForge[];
  readonly coordination: Coordination;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Milliseconds between two sweeps. */
  readonly every: number;
}

/**
 * Looks through all repositories at once and then from time to time, for what no webhook has told: the bot was down, a delivery
 * was lost, a waiver has ended. One process of all does it. Ends when `signal` is aborted.
 */
export async function sweepFromTimeToTime(options: SweepOptions, signal: AbortSignal): Promise<void> {
  const { coordination, every, log } = options;
  while (!signal.aborted) {
    try {
      if (await coordination.mayLead('sweep', every * 1.5)) await sweep(options, signal);
    } catch (error) {
      log.warn({ error: String(error) }, 'no sweep this time');
    }
    // Bots that were started together need not sweep together.
    await wait(every * (0.9 + Math.random() * 0.2), undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** Asks for every repository of every forge; one forge that fails does not keep the others from it. */
async function sweep({ forges, coordination, metrics, log }: SweepOptions, signal: AbortSignal): Promise<void> {
  for (const { name, listRepositories } of forges) {
    try {
      const repositories = await listRepositories(signal);
      for (const at of repositories) await coordination.queue.ask({ kind: 'repository', forge: name, ...at });
      metrics.sweep(name, repositories.length);
      log.info({ forge: name, repositories: repositories.length }, 'swept');
    } catch (error) {
      if (signal.aborted) return;
      metrics.sweepFailed(name);
      log.warn({ forge: name, error: error instanceof Error ? error.message : String(error) }, 'could not be swept');
    }
  }
}
