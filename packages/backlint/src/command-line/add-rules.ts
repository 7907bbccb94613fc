import { type Command, Option } from 'commander';
import type { Edge } from './edge.ts';
import { color, noColor } from './shared-options.ts';

/** `backlint rules`. */
export function addRules(program: Command, { shell, exit }: Edge): void {
  program
    .command('rules')
    .summary('list the rules')
    .description('Lists every rule with its severity and what it finds.')
    .addOption(new Option('-f, --format <FORMAT>', 'how to list them').choices(['pretty', 'json']).default('pretty'))
    .addOption(color())
    .addOption(noColor())
    .action(async (options) => {
      const { rulesCommand } = await import('../commands/rules.ts');
      exit(rulesCommand(options, shell));
    });
}
