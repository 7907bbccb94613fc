import type { Work } from '../work.ts';
import type { Worker } from './queue.ts';

/** How one attempt at a piece of work ended. */
export type Ended =
  | { readonly kind: 'done' | 'aborted' }
  /** It is to be tried again after so many milliseconds. */
  | { readonly kind: 'failed'; readonly pause: number }
  | { readonly kind: 'given-up' };

/** Milliseconds that aborted work has to stop, before others may begin the same. */
const grace = 2_000;

/** Lets a worker try, and answers with how that ended; what it did after it was aborted does not count. */
export async function attempt(worker: Worker, work: Work, failures: number, signal: AbortSignal): Promise<Ended> {
  const ended = run(worker, work, signal);
  const outcome = await Promise.race([ended, stopped(signal)]);
  if (signal.aborted) return { kind: 'aborted' };
  return outcome?.error === undefined ? { kind: 'done' } : fail(worker, work, outcome.error, failures + 1);
}

/** What follows from a failure, which is the nth in a row. */
export async function fail(worker: Worker, work: Work, error: unknown, failures: number): Promise<Ended> {
  const pause = worker.pauseAfter(error, failures);
  if (pause !== 'give-up') return { kind: 'failed', pause };
  await worker.gaveUp(work, error).catch(() => undefined);
  return { kind: 'given-up' };
}

async function run(worker: Worker, work: Work, signal: AbortSignal): Promise<{ readonly error?: unknown }> {
  try {
    await worker.run(work, signal);
    return {};
  } catch (error) {
    return { error: error ?? new Error('The work failed without saying why.') };
  }
}

/** Resolves some time after the signal: whoever ignores it is not waited for. */
function stopped(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    const afterGrace = () => setTimeout(() => resolve(undefined), grace).unref();
    if (signal.aborted) afterGrace();
    else signal.addEventListener('abort', afterGrace, { once: true });
  });
}
