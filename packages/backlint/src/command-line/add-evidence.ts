import type { Command } from 'commander';
import type { Edge } from './edge.ts';
import { evidenceHelp } from './help-texts.ts';
import { config, noConfig, noHelm } from './shared-options.ts';

/** `backlint evidence`. */
export function addEvidence(program: Command, { shell, exit }: Edge): void {
  program
    .command('evidence')
    .summary('write down for auditors what the files show')
    .description(
      'Writes a dated and hashed bundle of JSON and HTML that maps what was judged to the controls that ask for backups.',
    )
    .argument('[PATH...]', 'folders and files to judge')
    .option('-o, --output <DIR>', 'the folder to write to', 'backlint-evidence')
    .addOption(config())
    .addOption(noConfig())
    .addOption(noHelm())
    .addHelpText('after', evidenceHelp)
    .action(async (paths, options) => {
      const { evidenceCommand } = await import('../commands/evidence.ts');
      exit(await evidenceCommand(paths, options, shell));
    });
}
