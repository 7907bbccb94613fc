import timers from 'node:timers/promises';
import type { Surroundings } from '@backlint/forge/http/forge-fetch';
import type { Pace } from '../queue/pace.ts';

/** How long forges are waited for. */
export interface Patience {
  /** Waits so many milliseconds, or until the signal is aborted; then it rejects. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds after which an answer is not waited for any more. */
  readonly timeout: number;
  /** Milliseconds that a request may be held back by rate limits before it makes room for others. */
  readonly longestHold: number;
}

/** The patience of a bot that is no test. */
export const usualPatience: Patience = {
  wait: (milliseconds, signal) => timers.setTimeout(milliseconds, undefined, { signal }),
  timeout: 15_000,
  longestHold: 20_000,
};

/** What an account's requests are paced by, and who counts them. */
export interface Pacing {
  readonly pace: Pace;
  /** Whose budget it is: an installation of an app, or a user. */
  readonly account: string;
  /** Milliseconds between two writes of the account. */
  readonly betweenWrites: number;
  readonly patience: Patience;
  /** Told of each answer, or of its absence as 0. */
  readonly onAnswer: (method: string, status: number, remaining: number | undefined) => void;
}

/** How a client reaches its server from here: no further when `signal` is aborted, and at the pace of all replicas. */
export function surroundingsOf(
  { pace, account, betweenWrites, patience, onAnswer }: Pacing,
  signal: AbortSignal,
): Partial<Surroundings> {
  return {
    longestHold: patience.longestHold,
    async fetch(url, init) {
      signal.throwIfAborted();
      const method = init.method ?? 'GET';
      try {
        const answer = await fetch(url, {
          ...init,
          signal: AbortSignal.any([signal, ...(init.signal ? [init.signal] : [])]),
        });
        const remaining = answer.headers.get('x-ratelimit-remaining');
        onAnswer(method, answer.status, remaining === null ? undefined : Number(remaining));
        return answer;
      } catch (error) {
        onAnswer(method, 0, undefined);
        throw error;
      }
    },
    wait: (milliseconds) => patience.wait(milliseconds, signal),
    timeout: patience.timeout,
    async pause(isWrite) {
      signal.throwIfAborted();
      const limited = await pace.pausedFor(account);
      // Whoever will not wait takes nobody's turn to write.
      if (!isWrite || limited > patience.longestHold) return limited;
      return Math.max(limited, await pace.beforeWrite(account, betweenWrites));
    },
    limited: (milliseconds) => pace.pauseFor(account, milliseconds),
  };
}
