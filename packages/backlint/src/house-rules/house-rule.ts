import type { Severity } from '@backlint/lint/rule';

/** A rule that an organisation writes itself, in its configuration. */
export interface HouseRule {
  /** A noun phrase for the problem, as the rules of backlint have. */
  readonly id: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  readonly severity: Severity;
  /** What it judges, one by one. */
  readonly for: HouseRuleSubject;
  /** A CEL expression that says which of them are meant; all of them where there is none. */
  readonly when?: string | undefined;
  /** A CEL expression that must be true. */
  readonly assert: string;
  /** What to say where it is not; the summary where nothing is written. */
  readonly message?: string | undefined;
  readonly remedy?: string | undefined;
}

/** The parts of the backup model that a house rule can judge. */
export const houseRuleSubjects = ['database', 'schedule', 'destination', 'verification', 'dump'] as const;

/** One of the parts of the backup model that a house rule can judge. */
export type HouseRuleSubject = (typeof houseRuleSubjects)[number];
