import type { KnownFinding } from '@backlint/report/report';

/** The mark of a baseline file, with the version of its form. */
export const baselineSchema = 'backlint.baseline/1';

/** What a baseline file holds: findings that were there when somebody decided to look at new ones only. */
export interface Baseline {
  readonly schema: typeof baselineSchema;
  readonly findings: readonly KnownFinding[];
}
