import type { BackupModel } from '@backlint/model/backup-model';
import type { Origin } from '@backlint/source/origin';
import { compareText } from '@backlint/source/source-tree';
import type { Assessment, Problem, Undecided, Upheld } from './assessment.ts';
import type { Finding } from './finding.ts';
import { isChangeRule, type Rule, type RuleContext } from './rule.ts';

/** Everything the rules have to say, each list in reading order: path, offset, rule. */
export interface LintResult {
  readonly findings: readonly Finding[];
  readonly upheld: readonly Judged<Upheld>[];
  readonly undecided: readonly Judged<Undecided>[];
  /** Rules that threw: a bug of theirs, reported as such, while the others still ran. */
  readonly failures: readonly RuleFailure[];
}

/** An assessment with the rule it comes from and the place it is about. */
export type Judged<T extends Assessment> = T & { readonly rule: string; readonly at: Origin };

export interface RuleFailure {
  readonly rule: string;
  readonly error: Error;
}

/** What rules may know besides the model, and what it was before the change that is judged. */
export interface LintContext extends RuleContext {
  /** Rules about changes run only where it is given. */
  readonly before?: BackupModel;
}

/** Runs every rule over the model, and those about changes over what became of it. */
export function lint(model: BackupModel, rules: readonly Rule[], context: LintContext): LintResult {
  const findings: Finding[] = [];
  const upheld: Judged<Upheld>[] = [];
  const undecided: Judged<Undecided>[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of rules) {
    try {
      for (const assessment of assessmentsOf(rule, model, context)) {
        if (assessment.outcome === 'problem') findings.push(findingOf(rule, assessment));
        else if (assessment.outcome === 'upheld') upheld.push({ ...assessment, ...placeOf(rule, assessment) });
        else undecided.push({ ...assessment, ...placeOf(rule, assessment) });
      }
    } catch (error) {
      failures.push({ rule: rule.id, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }
  const settled = settledBy(rules, findings);
  const isOpen = ({ rule, about }: Placed) => !settled.has(`${rule} ${about.address}`);
  return {
    findings: onlyOnce(findings.filter(isOpen), ({ fingerprint, message }) => `${fingerprint} ${message}`).sort(
      inReadingOrder,
    ),
    upheld: onlyOnce(upheld, ({ about, message }) => `${about.address} ${message}`).sort(inReadingOrder),
    undecided: onlyOnce(undecided.filter(isOpen), ({ about, why }) => `${about.address} ${why}`).sort(inReadingOrder),
    failures,
  };
}

function assessmentsOf(rule: Rule, after: BackupModel, { before, ...context }: LintContext): Iterable<Assessment> {
  if (!isChangeRule(rule)) return rule.check(after, context);
  return before ? rule.checkChange({ before, after }, context) : [];
}

/** What rules about changes have found, by the rules and parts of which there is no more to say. */
function settledBy(rules: readonly Rule[], findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(
    rules.filter(isChangeRule).flatMap(({ id, supersedes = [] }) => {
      const parts = findings.filter(({ rule }) => rule === id).map(({ about }) => about.address);
      return parts.flatMap((address) => supersedes.map((rule) => `${rule} ${address}`));
    }),
  );
}

/** Overlays of one base may make the same object, of which there is but one thing to say. */
function onlyOnce<T extends Placed>(said: readonly T[], wordsOf: (one: T) => string): T[] {
  const keyOf = (one: T) => `${one.rule} ${one.at.range.file.path}:${one.at.range.start} ${wordsOf(one)}`;
  return [...new Map(said.map((one) => [keyOf(one), one] as const).reverse()).values()].reverse();
}

function findingOf(rule: Rule, problem: Problem): Finding {
  const identity = [rule.id, problem.about.address, problem.discriminator].filter((piece) => piece !== undefined);
  return {
    ...problem,
    ...placeOf(rule, problem),
    severity: problem.severity ?? rule.severity,
    fingerprint: identity.join(' '),
  };
}

function placeOf(rule: Rule, assessment: Assessment): { readonly rule: string; readonly at: Origin } {
  const at = 'at' in assessment ? assessment.at : undefined;
  return { rule: rule.id, at: at ?? assessment.about.origin };
}

/** Anything with a rule, a place and a part. */
export interface Placed {
  readonly rule: string;
  readonly at: Origin;
  readonly about: { readonly address: string };
}

/** Orders what rules say the way people read: by path, by offset, by rule, by the part it is about. */
export function inReadingOrder(left: Placed, right: Placed): number {
  const [a, b] = [left.at.range, right.at.range];
  return (
    compareText(a.file.path, b.file.path) ||
    a.start - b.start ||
    compareText(left.rule, right.rule) ||
    compareText(left.about.address, right.about.address)
  );
}
