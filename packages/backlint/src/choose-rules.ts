import { isChangeRule, type Rule } from '@backlint/lint/rule';
import { didYouMean } from './usage-error.ts';

/** The rules to run, or what is wrong with the choice. */
export type RuleChoice =
  | { readonly kind: 'rules'; readonly rules: readonly Rule[] }
  | { readonly kind: 'problem'; readonly message: string };

/** Of the rules that are switched on those named by `only`, if any are, without those named by `skip`. */
export function chooseRules(
  all: readonly Rule[],
  on: readonly Rule[],
  only: readonly string[],
  skip: readonly string[],
): RuleChoice {
  const running = new Set(on.map(({ id }) => id));
  const ids = [...new Set([...running, ...all.map(({ id }) => id)])];
  const off = only.find((id) => ids.includes(id) && !running.has(id));
  if (off !== undefined) return { kind: 'problem', message: `the configuration switches ${off} off.` };
  const ofChanges = all.find((rule) => isChangeRule(rule) && only.includes(rule.id));
  if (ofChanges) return { kind: 'problem', message: `${ofChanges.id} judges changes: backlint review runs it.` };
  const stranger = [...only, ...skip].find((id) => !ids.includes(id));
  if (stranger !== undefined) return { kind: 'problem', message: unknownRule(stranger, ids) };
  const rules = on.filter(({ id }) => (only.length === 0 || only.includes(id)) && !skip.includes(id));
  if (rules.length > 0) return { kind: 'rules', rules };
  return { kind: 'problem', message: 'these --only and --skip leave no rule to run' };
}

/** What to tell somebody who named a rule that does not exist. */
export function unknownRule(id: string, ids: readonly string[]): string {
  return `there is no rule "${id}".${didYouMean(id, ids)} See backlint rules.`;
}
