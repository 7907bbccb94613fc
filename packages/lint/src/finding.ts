import type { Origin } from '@backlint/source/origin';
import type { Problem } from './assessment.ts';
import type { Severity } from './rule.ts';

/** A problem with a rule, a severity and a place: what people see. */
export interface Finding extends Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly at: Origin;
  /** Who the finding is, whatever line it is on: the rule, the part's address and the discriminator. */
  readonly fingerprint: string;
}
