import type { BackupModel } from '@backlint/model/backup-model';
import type { Assessment } from './assessment.ts';
import type { Tier } from './tier.ts';

/** How much a finding matters: an error loses data or backups, a warning may, a note is worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** One thing that can be wrong with a backup model. */
export interface Rule {
  /** A noun phrase for the problem in kebab-case, so that `ignore[unscheduled-cluster]` reads as English. Never reused. */
  readonly id: string;
  /** One sentence without a full stop, for lists. */
  readonly summary: string;
  readonly severity: Severity;
  /** The version of backlint that brought the rule. */
  readonly since: string;
  /** Judges the model. Yields an assessment for each part the rule has a say about, also where all is well. */
  check(model: BackupModel, context: RuleContext): Iterable<Assessment>;
}

/** What a rule may know besides the model. */
export interface RuleContext {
  /** The time of the check; rules read no clock of their own. */
  readonly now: Date;
  /** What an organisation demands of its databases; nothing where it is not given. */
  readonly tiers?: readonly Tier[];
}
