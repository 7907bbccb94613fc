import { exitCodes } from './exit-codes.ts';
import type { Shell } from './shell.ts';

/** Writes what somebody named; returns the exit code for how that went, and says on standard error why it did not. */
export function tryWriting(named: string, write: () => void, { stderr }: Shell): number {
  try {
    write();
    return exitCodes.passed;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    stderr.write(`backlint: "${named}" cannot be written (${code}).\n`);
    return exitCodes.broken;
  }
}
