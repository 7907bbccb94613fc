import type { Finding } from '@backlint/lint/finding';
import { citation } from '@backlint/source/position';

/** Where in the files before the change one can see what it was, for findings about changes. */
export function placeBeforeOf({ evidence = [] }: Pick<Finding, 'evidence'>): string | undefined {
  const shown = evidence.find(({ isBefore }) => isBefore);
  return shown && citation(shown.at.range);
}
