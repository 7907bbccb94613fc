import type { Node, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { TextPiece } from '@backlint/source/text-piece';
import { limits } from '../limits.ts';
import type { Budget } from './budget.ts';
import { tooLong, unknown } from './nodes.ts';

/** How many characters of text count as one step. */
const charactersPerStep = 64;

/** A text in the making, which remembers where its pieces come from and keeps the limits. */
export class TextBuilder {
  readonly #budget: Budget;
  readonly #pieces: TextPiece[] = [];
  #text = '';
  #isExhausted = false;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  get text(): string {
    return this.#text;
  }

  add(text: string, origin: Origin): void {
    if (text === '' || this.#text.length > limits.textLength) return;
    if (!this.#budget.spend(Math.ceil(text.length / charactersPerStep))) this.#isExhausted = true;
    this.#pieces.push({ start: this.#text.length, origin });
    this.#text += text;
  }

  /** What keeps the text from growing any more. */
  obstacle(origin: Origin): UnknownNode | undefined {
    if (this.#isExhausted) return unknown('working it out takes too many steps', origin);
    return this.#text.length > limits.textLength ? tooLong(origin) : undefined;
  }

  build(origin: Origin): Node {
    const obstacle = this.obstacle(origin);
    if (obstacle) return obstacle;
    return { kind: 'scalar', value: this.#text.normalize('NFC'), pieces: this.#pieces, origin };
  }
}
