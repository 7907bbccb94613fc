import type { Command } from 'commander';
import type { Edge } from './edge.ts';
import { color, noColor } from './shared-options.ts';

/** `backlint explain`. */
export function addExplain(program: Command, { shell, exit }: Edge): void {
  program
    .command('explain')
    .summary('explain a rule')
    .description('Explains a rule: what it catches, what to write instead, why it matters and when to ignore it.')
    .argument('<RULE>', 'the id of a rule')
    .addOption(color())
    .addOption(noColor())
    .action(async (rule, options) => {
      const { explainCommand } = await import('../commands/explain.ts');
      exit(explainCommand(rule, options, shell));
    });
}
