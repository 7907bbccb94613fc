import type { PullRequestAt, PullRequestState } from '@backlint/forge/pull-request-state';
import type { Verdict } from '@backlint/forge/writing';
import { LRUCache } from 'lru-cache';

/** What a pull request was like when it last stood as it should. */
export interface Settled {
  readonly stamp: string;
  /** What a list of pull requests tells of it. */
  readonly seen: string;
  /** Waivers end with a day. */
  readonly day: string;
  /** Absent where none was written. */
  readonly verdict: Verdict['state'] | undefined;
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

/** What a pull request is remembered by. */
export function settledKey(forgeName: string, { owner, repository, number }: PullRequestAt): string {
  return `${forgeName}/${owner}/${repository}#${number}`.toLowerCase();
}

/** What is remembered of a pull request that stands as it should. */
export function settledWith(verdict: Settled['verdict'], stamp: string, state: PullRequestState, now: Date): Settled {
  return { verdict, stamp, seen: seenOf(state), day: dayOf(now) };
}

/** Whether judging it again would give the same. */
export function isSettled(known: Settled, stamp: string, now: Date): boolean {
  return known.stamp === stamp && known.day === dayOf(now);
}

/** Whether a list of pull requests tells nothing new of one. */
export function isSeen(known: Settled | undefined, state: PullRequestState, now: Date): boolean {
  return known?.seen === seenOf(state) && known.day === dayOf(now);
}

function seenOf({ headCommit, baseCommit, updatedAt }: PullRequestState): string {
  return [headCommit, baseCommit, updatedAt].join(' ');
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
