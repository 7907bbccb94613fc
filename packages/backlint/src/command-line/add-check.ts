import { type Command, Option } from 'commander';
import { formats } from '../formats.ts';
import { readFormat } from './argument-readers.ts';
import type { Edge } from './edge.ts';
import { checkHelp } from './help-texts.ts';
import {
  color,
  config,
  noColor,
  noConfig,
  noHelm,
  only,
  operatorVersion,
  pluginVersion,
  skip,
  varFile,
} from './shared-options.ts';

/** `backlint check`. */
export function addCheck(program: Command, { shell, exit }: Edge): void {
  program
    .command('check', { isDefault: true })
    .summary('judge the files under each PATH (the default command)')
    .description('Judges the files under each PATH, a folder or a file; the current folder where none is given.')
    .argument('[PATH...]', 'folders and files to check')
    .addOption(
      new Option('-f, --format <FORMAT[=FILE]>', `${Object.keys(formats).join(', ')}; several, if but one has no FILE`)
        .argParser(readFormat)
        .default([], 'pretty'),
    )
    .addOption(
      new Option('--fail-on <SEVERITY>', 'exit with 1 from this severity on')
        .choices(['error', 'warning', 'note'])
        .default(undefined, 'error, or what the profile says'),
    )
    .addOption(only())
    .addOption(skip())
    .addOption(config())
    .addOption(noConfig())
    .addOption(
      new Option('--profile <PROFILE>', 'minimal: errors only; strict: fail on everything').choices([
        'minimal',
        'recommended',
        'strict',
      ]),
    )
    .option('--no-ignores', 'show also what comments, annotations and waivers ask to ignore')
    .addOption(operatorVersion())
    .addOption(pluginVersion())
    .addOption(varFile())
    .addOption(noHelm())
    .addOption(
      new Option('--fix [=KIND]', 'fix what is found in the files; KIND all includes what a person should look at')
        .choices(['safe', 'all'])
        .preset('safe'),
    )
    .option('--diff', 'show what --fix would change, and write nothing')
    .option('--baseline <FILE>', 'fail only for what is not in this file, which backlint baseline writes')
    .option('--changed-since <REF>', 'tell only what has changed since this commit')
    .option('--stdin-name <FILE>', 'what to call standard input, which a PATH of - reads', 'stdin.yaml')
    .option('--watch', 'check again after each change, until stopped')
    .addOption(new Option('-q, --quiet', 'print nothing but findings').conflicts('verbose'))
    .option('-v, --verbose', 'print also what was verified, and where')
    .addOption(color())
    .addOption(noColor())
    .addHelpText('after', checkHelp)
    .action(async (paths, options) => {
      const { checkCommand } = await import('../commands/check.ts');
      exit(
        await checkCommand(
          paths,
          options,
          program.commands.map((command) => command.name()),
          shell,
        ),
      );
    });
}
