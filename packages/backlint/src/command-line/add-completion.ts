import { Argument, type Command } from 'commander';
import type { Edge } from './edge.ts';
import { completionHelp } from './help-texts.ts';

/** `backlint completion`. */
export function addCompletion(program: Command, { shell, exit }: Edge): void {
  program
    .command('completion')
    .summary('print a script that completes backlint in a shell')
    .description('Prints a script that teaches a shell to complete commands, options and rules.')
    .addArgument(new Argument('<SHELL>', 'the shell to teach').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', completionHelp)
    .action(async (name) => {
      const { completionCommand } = await import('../commands/completion.ts');
      exit(completionCommand(name, program, shell));
    });
}
