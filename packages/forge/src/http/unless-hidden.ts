import { ForgeError } from '../forge-error.ts';

/** An answer; undefined where the token may not ask for it. Forges say "not found" of what they hide. */
export async function unlessHidden<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ForgeError && (error.reason === 'forbidden' || error.reason === 'not-found')) return undefined;
    throw error;
  }
}
