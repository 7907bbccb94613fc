import { ForgeError, type ForgeErrorReason } from '@backlint/forge/forge-error';
import type { z } from 'zod';

/** What a forge answers, or why it does not. */
export type Outcome<T> =
  | { readonly kind: 'answer'; readonly answer: T }
  | { readonly kind: 'refused'; readonly reason: ForgeErrorReason; readonly message: string };

/** Waits for a question to a forge; rejects for bugs of ours only. */
export async function outcomeOf<T>(question: Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: 'answer', answer: await question };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { kind: 'refused', reason: error.reason, message: error.message };
  }
}

/** What an answer of GitHub says, where it has this shape; another server may be at its address, or a proxy. */
export async function shaped<T>(shape: z.ZodType<T>, question: Promise<{ readonly data: unknown }>): Promise<T> {
  const parsed = shape.safeParse((await question).data);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ForgeError('unexpected', `the answer is not as GitHub describes it${where === '' ? '' : ` at ${where}`}`);
}

/** A doctor says what is there now: nothing is asked twice, and nobody waits for long. */
export const impatience = { longestHold: 0, timeout: 10_000 };
