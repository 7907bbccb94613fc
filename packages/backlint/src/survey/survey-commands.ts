import { type Command, Option } from 'commander';
import { readOneFormat, readTime } from '../argument-readers.ts';
import type { Edge } from '../edge.ts';
import { timelineHelp } from '../help-texts.ts';

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
    .option('--config <FILE>', 'read this configuration (default: .backlint.yaml of the repository)')
    .option('--no-config', 'read no configuration')
    .option('--no-helm', 'do not run helm, where it is installed, on charts among the files')
    .option('--color', 'use colours, also where the output is no terminal')
    .option('--no-color', 'use no colours')
    .action(async (paths, options) => {
      const { postureCommand } = await import('../commands/posture.ts');
      exit(await postureCommand(paths, options, shell));
    });
}

/** `backlint timeline`. */
export function addTimeline(program: Command, { shell, exit }: Edge): void {
  const names = ['pretty', 'json', 'svg'];
  program
    .command('timeline')
    .summary('show when backups, dumps, checks and drills run')
    .description('Shows all that runs by the clock on one axis, in real time, with what gets in whose way.')
    .argument('[PATH...]', 'folders and files to read')
    .addOption(
      new Option('-f, --format <FORMAT[=FILE]>', names.join(', '))
        .argParser((text: string) => readOneFormat(text, names))
        .default({ name: 'pretty' }, 'pretty'),
    )
    .addOption(new Option('--span <SPAN>', 'how much to show').choices(['24h', '7d']).default('24h'))
    .addOption(
      new Option('--from <TIME>', 'begin at a time, such as 2026-03-29T00:00:00Z (default: now)').argParser(readTime),
    )
    .option('--config <FILE>', 'read this configuration (default: .backlint.yaml of the repository)')
    .option('--no-config', 'read no configuration')
    .option('--no-helm', 'do not run helm, where it is installed, on charts among the files')
    .option('--color', 'use colours, also where the output is no terminal')
    .option('--no-color', 'use no colours')
    .addHelpText('after', timelineHelp)
    .action(async (paths, options) => {
      const { timelineCommand } = await import('../commands/timeline.ts');
      exit(await timelineCommand(paths, options, shell));
    });
}
