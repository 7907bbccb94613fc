import type { Command } from 'commander';
import type { Edge } from './edge.ts';
import { baselineHelp } from './help-texts.ts';
import { config, noConfig, noHelm, only, operatorVersion, pluginVersion, skip, varFile } from './shared-options.ts';

/** `backlint baseline`. */
export function addBaseline(program: Command, { shell, exit }: Edge): void {
  program
    .command('baseline')
    .summary('write down what is found now, to look at new findings only')
    .description('Writes what is found under each PATH to a baseline, for check --baseline.')
    .argument('[PATH...]', 'folders and files to check')
    .option('-o, --output <FILE>', 'write it to a file, in place of what is there')
    .addOption(only())
    .addOption(skip())
    .addOption(operatorVersion())
    .addOption(pluginVersion())
    .addOption(varFile())
    .addOption(noHelm())
    .addOption(config())
    .addOption(noConfig())
    .addHelpText('after', baselineHelp)
    .action(async (paths, options) => {
      const { baselineCommand } = await import('../commands/baseline.ts');
      exit(await baselineCommand(paths, options, shell));
    });
}
