import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { type Answer, compileExpression } from './expression.ts';
import type { HouseRule } from './house-rule.ts';
import { type Viewed, viewsOf } from './part-view.ts';

/** A house rule as one that can be run like any other, or what is wrong with which of its fields. */
export type CompiledHouseRule =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'problem'; readonly field: 'when' | 'assert'; readonly message: string };

/** Compiles a house rule. Its expressions see one part at a time, by the name of what the rule is for. */
export function compileHouseRule(houseRule: HouseRule): CompiledHouseRule {
  const { id, summary, severity, for: subject } = houseRule;
  const when = compileExpression(houseRule.when ?? 'true', [subject]);
  if (when.kind === 'problem') return { kind: 'problem', field: 'when', message: when.message };
  const assertion = compileExpression(houseRule.assert, [subject]);
  if (assertion.kind === 'problem') return { kind: 'problem', field: 'assert', message: assertion.message };
  return {
    kind: 'rule',
    rule: {
      id,
      summary,
      severity,
      since: 'this repository',
      *check(model) {
        for (const viewed of viewsOf(model, subject)) {
          const variables = { [subject]: viewed.view };
          const isMeant = when.ask(variables);
          if (isMeant.kind === 'answer' && isMeant.value === false) continue;
          const answer = isMeant.kind === 'answer' && isMeant.value === true ? assertion.ask(variables) : isMeant;
          yield assessmentOf(answer, viewed, houseRule);
        }
      },
    },
  };
}

function assessmentOf(answer: Answer, { part }: Viewed, { summary, message, remedy }: HouseRule): Assessment {
  if (answer.kind === 'unknown') return { outcome: 'undecided', about: part, why: `${part.title}: ${answer.why}` };
  // Somebody else's expression is not our bug, and not their databases' fault.
  if (answer.kind === 'problem')
    return { outcome: 'undecided', about: part, why: `the rule failed: ${answer.message}` };
  if (answer.value === true) {
    return { outcome: 'upheld', about: part, message: `${part.title} keeps the rule`, evidence: [] };
  }
  if (answer.value !== false) {
    return { outcome: 'undecided', about: part, why: 'the rule failed: its expression is neither true nor false' };
  }
  return {
    outcome: 'problem',
    about: part,
    message: `${part.title}: ${message ?? summary}`,
    ...(remedy === undefined ? {} : { remedy }),
  };
}
