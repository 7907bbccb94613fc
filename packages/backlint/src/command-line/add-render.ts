import { type Command, Option } from 'commander';
import type { Edge } from './edge.ts';
import { renderHelp } from './help-texts.ts';
import { config, noConfig, noHelm, varFile } from './shared-options.ts';

/** `backlint render`. */
export function addRender(program: Command, { shell, exit }: Edge): void {
  program
    .command('render')
    .summary('show the objects that a check judges')
    .description(
      'Shows the objects of the files under each PATH as they would reach a cluster, and what is not known of them.',
    )
    .argument('[PATH...]', 'folders and files to read')
    .option('-k, --kustomization <DIR>', 'show all that one kustomization builds, as kubectl kustomize does')
    .addOption(new Option('-f, --format <FORMAT>', 'how to show them').choices(['yaml', 'json']).default('yaml'))
    .option('--provenance', 'tell of each value where it was written, and what led there')
    .addOption(varFile())
    .addOption(noHelm())
    .addOption(config())
    .addOption(noConfig())
    .addHelpText('after', renderHelp)
    .action(async (paths, options) => {
      const { renderCommand } = await import('../commands/render.ts');
      exit(await renderCommand(paths, options, shell));
    });
}
