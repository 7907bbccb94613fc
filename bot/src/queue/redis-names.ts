import type { Work } from '../work.ts';
import { keyOf } from '../work.ts';

/** The name that BullMQ knows the queue by. */
export const queueName = 'work';

/** Milliseconds after which Redis forgets what is known of work that nobody wishes for any more: longer than any pause. */
export const memory = 24 * 60 * 60_000;

/** The keys of what is known of a piece of work, and of the right to do it. */
export function keysOf(prefix: string, work: Work): readonly [known: string, lease: string] {
  const key = keyOf(work);
  return [`${prefix}:known:${key}`, `${prefix}:lease:${key}`];
}

/** The key of the turns of all repositories. */
export function turnsKey(prefix: string): string {
  return `${prefix}:turns`;
}
