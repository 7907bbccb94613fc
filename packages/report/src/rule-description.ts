import type { Severity } from '@backlint/lint/rule';

/** What formats tell about a rule, whether or not it found anything. */
export interface RuleDescription {
  readonly id: string;
  readonly summary: string;
  readonly severity: Severity;
  /** The rule's page, in Markdown. */
  readonly help: string;
}
