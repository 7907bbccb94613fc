import type { Command } from 'commander';
import type { Edge } from './edge.ts';
import { reviewHelp } from './help-texts.ts';
import { color, config, noColor, noConfig } from './shared-options.ts';

/** `backlint review`. */
export function addReview(program: Command, { shell, exit }: Edge): void {
  program
    .command('review')
    .summary('review what a branch changes')
    .description('Reviews what a git branch changes, as a pull request of it would be reviewed.')
    .option('--base <REF>', 'what it is compared with (default: the main branch of origin)')
    .option('--head <REF>', 'the branch (default: what is checked out)')
    .option('--pr-body <FILE>', 'the text of the pull request, to judge it by the conventions of the configuration')
    .option('--issue <FILE>', 'the text of the issue that it is for; without --base or --head, review the issue itself')
    .option('--dry-run', 'print the review and post nothing, which is what this command does anyway')
    .addOption(config())
    .addOption(noConfig())
    .addOption(color())
    .addOption(noColor())
    .addHelpText('after', reviewHelp)
    .action(async (options) => {
      const { reviewCommand } = await import('../commands/review.ts');
      exit(await reviewCommand(options, shell));
    });
}
