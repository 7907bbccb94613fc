import { isChangeRule } from '@backlint/lint/rule';
import { jsonText } from '@backlint/report/json/json-text';
import { colorsFor } from '@backlint/report/pretty/colors';
import { severityColor } from '@backlint/report/pretty/finding-text';
import { rules } from '@backlint/rules/rules';
import { usesColor } from '../color.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Shell } from '../shell.ts';

/** The options of `backlint rules`. */
export interface RulesCommandOptions {
  readonly format: 'pretty' | 'json';
  readonly color?: boolean;
}

/** `backlint rules`: every rule with its severity and what it finds. */
export function rulesCommand({ format, color }: RulesCommandOptions, shell: Shell): number {
  shell.stdout.write(format === 'json' ? jsonList() : prettyList(usesColor(shell.stdout, shell, color)));
  return exitCodes.passed;
}

function jsonList(): string {
  return jsonText(
    rules.map((rule) => {
      const { id, summary, severity, since, options } = rule;
      const judges = isChangeRule(rule) ? 'changes' : 'files';
      return { id, summary, severity, since, judges, ...(options ? { options } : {}) };
    }),
  );
}

function prettyList(color: boolean): string {
  const colors = colorsFor(color);
  const width = Math.max(...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, summary }) => {
    return `${severityColor(severity, colors)(severity.padEnd(7))}  ${colors.bold(id.padEnd(width))}  ${summary}\n`;
  });
  return `${lines.join('')}\nbacklint explain RULE tells more about one of them.\n`;
}
