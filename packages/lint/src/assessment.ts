import type { Evidence } from '@backlint/model/evidence';
import type { Part } from '@backlint/model/part';
import type { Origin } from '@backlint/source/origin';
import type { Fix } from './fix.ts';
import type { Severity } from './rule.ts';

/** What a rule has to say about one part of the model. */
export type Assessment = Upheld | Problem | Undecided;

/** The part keeps the convention, and here is what shows it. */
export interface Upheld {
  readonly outcome: 'upheld';
  readonly about: Part;
  readonly message: string;
  /** The place to point at, when it is not where the part itself is declared. */
  readonly at?: Origin;
  readonly evidence: readonly Evidence[];
}

/** The part breaks the convention. */
export interface Problem {
  readonly outcome: 'problem';
  readonly about: Part;
  readonly message: string;
  /** The place to point at, when it is not where the part itself is declared. */
  readonly at?: Origin;
  /** Set where the place is that of a secret: no report may quote the text there, nor that around it. */
  readonly isSecret?: true;
  /** Tells several problems of one part apart, in words that survive edits elsewhere: a field, another part's address. */
  readonly discriminator?: string;
  /** Set where this case is more or less grave than the rule usually is. */
  readonly severity?: Severity;
  /** What to do about it, in one sentence. */
  readonly remedy?: string;
  readonly evidence?: readonly Evidence[];
  readonly fix?: Fix;
}

/** The files do not decide; the rule does not guess. */
export interface Undecided {
  readonly outcome: 'undecided';
  readonly about: Part;
  readonly why: string;
  readonly at?: Origin;
}
