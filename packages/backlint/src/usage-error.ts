import { distance } from 'fastest-levenshtein';
import { exitCodes } from './exit-codes.ts';
import type { Shell } from './shell.ts';

/** Tells the user what was wrong with the invocation and returns the exit code for it. */
export function usageError({ stderr }: Pick<Shell, 'stderr'>, message: string): number {
  stderr.write(`backlint: ${message}\n`);
  return exitCodes.usage;
}

/** ` Did you mean "rule"?`, where one of the known words, or its beginning, is near enough; else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = known
    .flatMap((candidate) => beginningsOf(candidate).map((beginning) => ({ candidate, beginning })))
    .map(({ candidate, beginning }) => ({ candidate, beginning, steps: distance(word.toLowerCase(), beginning) }))
    .filter(({ steps, beginning }) => steps <= Math.max(2, Math.floor(beginning.length / 3)))
    .sort((left, right) => left.steps - right.steps);
  return near[0] === undefined ? '' : ` Did you mean "${near[0].candidate}"?`;
}

/** A word itself and what it begins with up to a hyphen, but nothing so short that everything is near it. */
function beginningsOf(word: string): readonly string[] {
  const ends = Array.from(word.matchAll(/-/g), ({ index }) => index).filter((end) => end >= 6);
  return [word, ...ends.map((end) => word.slice(0, end))];
}
