import type { Command } from 'commander';
import type { Edge } from './edge.ts';
import { config } from './shared-options.ts';

/** `backlint test`. */
export function addTest(program: Command, { shell, exit }: Edge): void {
  program
    .command('test')
    .summary('test the rules of your own')
    .description('Runs the cases of the houseRules that the configuration declares.')
    .addOption(config())
    .action(async (options) => {
      const { testCommand } = await import('../commands/test.ts');
      exit(testCommand(options, shell));
    });
}
