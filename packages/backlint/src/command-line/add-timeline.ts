import { type Command, Option } from 'commander';
import { readOneFormat, readTime } from './argument-readers.ts';
import type { Edge } from './edge.ts';
import { timelineHelp } from './help-texts.ts';
import { color, config, noColor, noConfig, noHelm } from './shared-options.ts';

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
    .addOption(config())
    .addOption(noConfig())
    .addOption(noHelm())
    .addOption(color())
    .addOption(noColor())
    .addHelpText('after', timelineHelp)
    .action(async (paths, options) => {
      const { timelineCommand } = await import('../commands/timeline.ts');
      exit(await timelineCommand(paths, options, shell));
    });
}
