import type { Refusal } from './publication.ts';

/** What a run knows by itself, besides what stands on the forge. */
export interface Learning {
  readonly done: Set<string>;
  readonly refusals: Refusal[];
  readonly unplaceable: Set<string>;
  /** How often the server has failed at a step. */
  readonly failures: Map<string, number>;
  oneByOne: boolean;
  writes: number;
}

/** What a run knows when it begins. */
export function newLearning(): Learning {
  return { done: new Set(), refusals: [], unplaceable: new Set(), failures: new Map(), oneByOne: false, writes: 0 };
}
