import { rules } from '@backlint/rules/rules';
import { unknownRule } from '../choose-rules.ts';
import { usesColor } from '../color.ts';
import { exitCodes } from '../exit-codes.ts';
import { markdownForTerminal } from '../markdown-for-terminal.ts';
import { rulePage } from '../rule-page.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';

/** `backlint explain RULE`: the page of a rule; plain Markdown where no terminal can colour it. */
export function explainCommand(id: string, { color }: { readonly color?: boolean }, shell: Shell): number {
  const ids = rules.map((rule) => rule.id);
  if (!ids.includes(id)) return usageError(shell, unknownRule(id, ids));
  const page = rulePage(id);
  if (page === undefined) throw new Error(`The page of the rule ${id} is missing.`);
  shell.stdout.write(usesColor(shell.stdout, shell, color) ? markdownForTerminal(page) : page);
  return exitCodes.passed;
}
