import type { BackupModel } from '@backlint/model/backup-model';
import type { ModelChange } from '@backlint/model/model-change';
import type { Assessment } from './assessment.ts';
import type { Tier } from './tier.ts';

/** How much a finding matters: an error loses data or backups, a warning may, a note is worth knowing. */
export type Severity = 'error' | 'warning' | 'note';

/** One thing that can be wrong with a backup model, or with a change of it. */
export type Rule = ModelRule | ChangeRule;

/** What people know of a rule, whatever it judges. */
interface RuleFacts {
  /** A noun phrase for the problem in kebab-case, so that `ignore[unscheduled-cluster]` reads as English. Never reused. */
  readonly id: string;
  /** One sentence without a full stop, for lists. */
  readonly summary: string;
  readonly severity: Severity;
  /** The version of backlint that brought the rule. */
  readonly since: string;
  /** What a configuration can set for it, by name. */
  readonly options?: Readonly<Record<string, RuleOption>>;
}

/** A rule about what the files say. */
export interface ModelRule extends RuleFacts {
  /** Judges the model. Yields an assessment for each part the rule has a say about, also where all is well. */
  check(model: BackupModel, context: RuleContext): Iterable<Assessment>;
}

/** A rule about what becomes of what the files said; only a review knows of both. */
export interface ChangeRule extends RuleFacts {
  /** Rules about files that have nothing to add on a part where this one finds a problem, since it knows what was before. */
  readonly supersedes?: readonly string[];
  /** Judges the change. What it points at is in the files after it, and says nothing where nothing changed. */
  checkChange(change: ModelChange, context: RuleContext): Iterable<Assessment>;
}

/** Whether a rule judges changes, of which a check of files alone knows none. */
export function isChangeRule(rule: Rule): rule is ChangeRule {
  return 'checkChange' in rule;
}

/** A number that a rule goes by. */
export interface RuleOption {
  /** What it means, with its unit: `minutes between two base backups, at least`. */
  readonly summary: string;
  readonly default: number;
}

/** What a rule may know besides the model. */
export interface RuleContext {
  /** The time of the check; rules read no clock of their own. */
  readonly now: Date;
  /** What is configured for this rule; its own defaults hold for the rest. */
  readonly options?: Readonly<Record<string, number>>;
  /** What an organisation demands of its databases; nothing where it is not given. */
  readonly tiers?: readonly Tier[];
}
