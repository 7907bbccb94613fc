import { limits } from '../limits.ts';

/** How much evaluation is left to everything that shares this budget. When it is used up, all that is left is unknown. */
export class Budget {
  #steps: number = limits.steps;
  #depth = 0;

  constructor(steps: number = limits.steps) {
    this.#steps = steps;
  }

  /** Uses some steps, and says whether there were as many. */
  spend(steps: number): boolean {
    this.#steps -= steps;
    return this.#steps >= 0;
  }

  /** Goes one expression deeper, and says whether that is allowed. Every call needs its `leave`. */
  enter(): boolean {
    this.#depth++;
    return this.#depth <= limits.evaluationDepth;
  }

  leave(): void {
    this.#depth--;
  }
}
