import { ForgeError } from '@backlint/forge/forge-error';
import type { Engine } from './engine/engine.ts';
import { EngineError } from './engine/engine.ts';
import type { BlobCache } from './files/blob-cache.ts';
import type { ConnectedForge } from './forges/connected-forge.ts';
import type { Log } from './log.ts';
import type { Queue, Worker } from './queue/queue.ts';
import type { Context } from './reconcile/context.ts';
import { reconcileMergeGroup } from './reconcile/reconcile-merge-group.ts';
import { giveUpPullRequest, reconcilePullRequest } from './reconcile/reconcile-pull-request.ts';
import { reconcileRepository } from './reconcile/reconcile-repository.ts';
import { rerunCheck } from './reconcile/rerun-check.ts';
import type { SettledMemory } from './reconcile/settled-memory.ts';
import { keyOf, type Work } from './work.ts';

/** What the bot works with. */
export interface Workshop {
  readonly forges: readonly ConnectedForge[];
  readonly queue: Queue;
  readonly engine: Engine;
  readonly cache: BlobCache;
  readonly settled: SettledMemory;
  readonly log: Log;
  readonly now: () => Date;
  readonly isDryRun: boolean;
  /** Told how each piece of work ended, and after how many milliseconds where it was worked on. */
  readonly onDone: (kind: Work['kind'], outcome: string, milliseconds?: number) => void;
}

/** The worker of a bot's queue. */
export function workerOf(workshop: Workshop): Worker {
  const { log, onDone } = workshop;
  return {
    async run(work, signal) {
      const began = performance.now();
      const tell = (outcome: string) => onDone(work.kind, outcome, performance.now() - began);
      try {
        tell(await doWork(work, signal, workshop));
      } catch (error) {
        tell('failed');
        log.warn({ work: keyOf(work), error: describe(error) }, 'will be tried again');
        throw error;
      }
    },
    pauseAfter,
    async gaveUp(work, error) {
      const known = { work: keyOf(work), error: describe(error) };
      const ended = await tellOfFailure(work, error, workshop).catch((second: unknown) => {
        log.error({ ...known, error: describe(second) }, 'what is given up could not be told');
        return 'gave-up' as const;
      });
      if (ended === 'gone') log.info(known, 'is not there any more');
      else log.error(known, 'given up');
      onDone(work.kind, ended);
    },
  };
}

async function doWork(work: Work, signal: AbortSignal, workshop: Workshop): Promise<string> {
  const context = await contextFor(work, signal, workshop);
  if (!context) return 'not-ours';
  switch (work.kind) {
    case 'repository':
      await reconcileRepository(work, workshop.queue, context);
      return 'listed';
    case 'rerun':
      await rerunCheck(work, workshop.queue, context);
      return 'asked';
    case 'merge-group':
      await reconcileMergeGroup(work, context);
      return 'published';
    case 'pull-request': {
      const reconciled = await reconcilePullRequest(work, context);
      if (reconciled === 'moved') await workshop.queue.ask(work);
      return reconciled;
    }
  }
}

async function contextFor(work: Work, signal: AbortSignal, workshop: Workshop): Promise<Context | undefined> {
  const connected = workshop.forges.find(({ name }) => name === work.forge);
  const forge = await connected?.forgeFor(work, signal);
  if (!connected || !forge) return undefined;
  const { engine, cache, settled, log, now, isDryRun } = workshop;
  return { forgeName: connected.name, forge, seal: connected.seal, engine, cache, settled, log, now, signal, isDryRun };
}

/** What cannot be judged must not stay green from before; `gone` where there is nothing any more that could be. */
async function tellOfFailure(work: Work, error: unknown, workshop: Workshop): Promise<'gave-up' | 'gone'> {
  if (work.kind === 'repository' || work.kind === 'rerun') return isGone(error) ? 'gone' : 'gave-up';
  const context = await contextFor(work, AbortSignal.timeout(60_000), workshop);
  if (!context || context.isDryRun) return 'gave-up';
  const why = error instanceof EngineError ? error.message : 'it failed again and again; the log of the bot tells why';
  try {
    if (work.kind === 'merge-group') {
      const verdict = { name: 'backlint', state: 'error', title: `Not checked: ${why}` } as const;
      await context.forge.writeVerdict(work, work.headCommit, verdict);
    } else await giveUpPullRequest(work, { why, isSure: error instanceof EngineError }, context);
    return 'gave-up';
  } catch (second) {
    if (isGone(error) && isGone(second)) return 'gone';
    throw second;
  }
}

/** Repositories and pull requests are removed, and access to them is taken away; that is nobody's failure. */
function isGone(error: unknown): boolean {
  return error instanceof ForgeError && error.reason === 'not-found';
}

const second = 1_000;

/**
 * How long to wait before another attempt: as long as a forge asks; longer and longer, to about half an hour in all, for what may
 * pass; hardly at all for what will not.
 */
export function pauseAfter(error: unknown, failures: number): number | 'give-up' {
  if (error instanceof ForgeError) {
    const { reason, retryAfter } = error;
    if (reason === 'rate-limited') return (retryAfter ?? 60 * second) + jitter(10 * second);
    const most = {
      unreachable: 12,
      failed: 12,
      unauthorized: 5,
      'not-found': 3,
      forbidden: 3,
      refused: 3,
      unexpected: 5,
    }[reason];
    return failures >= most ? 'give-up' : growing(failures);
  }
  // The same files will cost the same again; once may have been the machine's fault.
  if (error instanceof EngineError) return failures >= 2 ? 'give-up' : growing(failures);
  // Whoever lost its lease or has to end leaves the work as it is.
  if (error instanceof Error && error.name === 'AbortError') return second;
  return failures >= 4 ? 'give-up' : growing(failures);
}

function growing(failures: number): number {
  return Math.min(300 * second, 2 * second * 2 ** failures) + jitter(second);
}

function jitter(most: number): number {
  return Math.floor(Math.random() * most);
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
