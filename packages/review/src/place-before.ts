import type { Finding } from '@backlint/lint/finding';
import { citation } from '@backlint/source/position';

/** A place in the files before a change, and what one sees there. */
export interface PlaceBefore {
  readonly message: string;
  readonly place: string;
}

/** Where one can see what was otherwise before the change, for what rules about changes say. */
export function placeBeforeOf({ evidence = [] }: Pick<Finding, 'evidence'>): PlaceBefore | undefined {
  const shown = evidence.find(({ isBefore }) => isBefore);
  return shown && { message: shown.message, place: citation(shown.at.range) };
}
