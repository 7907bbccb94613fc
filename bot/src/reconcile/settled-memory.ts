import type { PullRequestState } from '@backlint/forge/pull-request-state';
import { LRUCache } from 'lru-cache';

/** What a pull request was like when it last stood as it should. */
export interface Settled {
  readonly stamp: string;
  readonly seen: string;
}

/**
 * What this process has brought in order, so that it does not work it out again. It is no state: whoever does not remember
 * works it out, finds that it stands already, and writes nothing.
 */
export type SettledMemory = LRUCache<string, Settled>;

/** A memory for as many pull requests as an organisation has open. */
export function settledMemory(): SettledMemory {
  return new LRUCache({ max: 20_000 });
}

/**
 * What a list of pull requests tells of one, and the day, since waivers end with one: where this is the same, nothing is to
 * be done.
 */
export function seenOf({ headCommit, baseCommit, updatedAt }: PullRequestState, now: Date): string {
  return [headCommit, baseCommit, updatedAt, now.toISOString().slice(0, 10)].join(' ');
}
