import type { Assessment } from '@backlint/lint/assessment';
import { isChangeRule, type Rule, type Severity } from '@backlint/lint/rule';
import { compileHouseRule } from '../house-rules/house-rule-check.ts';
import type { Configuration } from './schema.ts';

/** Which rules run unless told otherwise, and from which severity on a check fails. */
export type Profile = NonNullable<Configuration['profile']>;

/** Every rule that a configuration lets run, with the severities it gives them, those of the house among them. */
export function configuredRules(
  all: readonly Rule[],
  { profile = 'recommended', rules: severities = {}, houseRules = [] }: Configuration,
): readonly Rule[] {
  const own = houseRules.flatMap((houseRule) => {
    const compiled = compileHouseRule(houseRule);
    return compiled.kind === 'rule' ? [compiled.rule] : [];
  });
  return [...all, ...own].flatMap((rule) => {
    const { severity: configured, options = {} } = settingOf(severities[rule.id]);
    if (configured === 'off') return [];
    const able = Object.keys(options).length === 0 ? rule : withOptions(rule, options);
    if (configured !== undefined) return [withSeverity(able, configured)];
    const isOwn = own.includes(rule);
    return profile === 'minimal' && rule.severity !== 'error' && !isOwn ? [] : [able];
  });
}

/** The severity from which on a check fails by its profile: with `strict` on everything. */
export function failOnOf({ profile }: Configuration): Severity {
  return profile === 'strict' ? 'note' : 'error';
}

type Setting = NonNullable<Configuration['rules']>[string];

/** A severity alone is short for a setting with nothing else. */
function settingOf(setting: Setting | undefined): Exclude<Setting, string> {
  return typeof setting === 'string' ? { severity: setting } : (setting ?? {});
}

function withOptions(rule: Rule, options: Readonly<Record<string, number>>): Rule {
  return isChangeRule(rule)
    ? { ...rule, checkChange: (change, context) => rule.checkChange(change, { ...context, options }) }
    : { ...rule, check: (model, context) => rule.check(model, { ...context, options }) };
}

/** What somebody decides about a rule holds for everything it finds. */
function withSeverity(rule: Rule, severity: Severity): Rule {
  return isChangeRule(rule)
    ? { ...rule, severity, checkChange: (change, context) => graded(rule.checkChange(change, context), severity) }
    : { ...rule, severity, check: (model, context) => graded(rule.check(model, context), severity) };
}

function* graded(assessments: Iterable<Assessment>, severity: Severity): Iterable<Assessment> {
  for (const assessment of assessments) {
    yield assessment.outcome === 'problem' ? { ...assessment, severity } : assessment;
  }
}
