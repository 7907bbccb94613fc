import type { Command } from 'commander';
import type { Edge } from './edge.ts';

/** `backlint init`. */
export function addInit(program: Command, { shell, exit }: Edge): void {
  program
    .command('init')
    .summary('write a configuration to begin with')
    .description('Writes a commented .backlint.yaml that asks for what the files of the repository leave open.')
    .argument('[PATH]', 'a folder of the repository (default: the current one)')
    .option('--force', 'replace the configuration that is there')
    .action(async (path, options) => {
      const { initCommand } = await import('../commands/init.ts');
      exit(initCommand(path, options, shell));
    });
}
