import { type Command, Option } from 'commander';
import type { Edge } from './edge.ts';
import { color, config, noColor, noConfig, noHelm } from './shared-options.ts';

/** `backlint posture`. */
export function addPosture(program: Command, { shell, exit }: Edge): void {
  program
    .command('posture')
    .summary('tell what would be left of each database')
    .description(
      'Tells for each database what every disaster would take and what would bring it back; for BASE..HEAD what a change gains or loses.',
    )
    .argument('[PATH...]', 'folders and files, or two commits as BASE..HEAD')
    .addOption(
      new Option('-f, --format <FORMAT>', 'how to tell it').choices(['pretty', 'json', 'markdown']).default('pretty'),
    )
    .addOption(config())
    .addOption(noConfig())
    .addOption(noHelm())
    .addOption(color())
    .addOption(noColor())
    .action(async (paths, options) => {
      const { postureCommand } = await import('../commands/posture.ts');
      exit(await postureCommand(paths, options, shell));
    });
}
