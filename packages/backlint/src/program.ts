import { Argument, Command, Option } from 'commander';
import { collect, readCount, readFormat, readList, readTime, readVersion } from './argument-readers.ts';
import type { Edge } from './edge.ts';
import { formats } from './formats.ts';
import {
  baselineHelp,
  checkHelp,
  completionHelp,
  programHelp,
  renderHelp,
  reviewHelp,
  scaffoldHelp,
  scheduleHelp,
} from './help-texts.ts';
import { scaffoldKindNames } from './scaffold/scaffold-kind.ts';
import { addPosture, addTimeline } from './survey/survey-commands.ts';
import { version } from './version.ts';

/** Builds the command line. What a command needs is loaded when it runs. */
export function buildProgram(edge: Edge): Command {
  const { stdout, stderr } = edge.shell;
  const program = new Command('backlint')
    .description(
      'Judges the database backups that a repository declares: which databases could not be restored, and why.',
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [COMMAND]', 'print help on a command')
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(text.replace(/^error: /, 'backlint: ')),
    })
    .exitOverride()
    .addHelpText('after', programHelp);
  addCheck(program, edge);
  addBaseline(program, edge);
  addRules(program, edge);
  addExplain(program, edge);
  addRender(program, edge);
  addSchedule(program, edge);
  addScaffold(program, edge);
  addReview(program, edge);
  addPosture(program, edge);
  addTimeline(program, edge);
  addInit(program, edge);
  addTest(program, edge);
  addCompletion(program, edge);
  return program;
}

function addCheck(program: Command, { shell, exit }: Edge): void {
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
    .addOption(
      new Option('--only <RULE>', 'run these rules only; repeat it or use commas')
        .argParser(readList)
        .default([], 'all'),
    )
    .addOption(
      new Option('--skip <RULE>', 'leave out these rules; repeat it or use commas')
        .argParser(readList)
        .default([], 'none'),
    )
    .option('--config <FILE>', 'read this configuration (default: .backlint.yaml of the repository)')
    .option('--no-config', 'read no configuration')
    .addOption(
      new Option('--profile <PROFILE>', 'minimal: errors only; strict: fail on everything').choices([
        'minimal',
        'recommended',
        'strict',
      ]),
    )
    .option('--no-ignores', 'show also what comments, annotations and waivers ask to ignore')
    .addOption(new Option('--operator-version <X.Y.Z>', 'version of CloudNativePG in use').argParser(readVersion))
    .addOption(
      new Option('--plugin-version <X.Y.Z>', 'version of its barman-cloud plugin in use').argParser(readVersion),
    )
    .addOption(
      new Option('--var-file <FILE>', 'set Terraform variables from a file, as terraform does; repeat it for several')
        .argParser((text: string, before: readonly string[]) => [...before, text])
        .default([], 'none'),
    )
    .option('--no-helm', 'do not run helm, where it is installed, on charts of the checked files')
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
    .option('--color', 'use colours, also where the output is no terminal')
    .option('--no-color', 'use no colours')
    .addHelpText('after', checkHelp)
    .action(async (paths, options) => {
      const { checkCommand } = await import('./commands/check.ts');
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

function addBaseline(program: Command, { shell, exit }: Edge): void {
  program
    .command('baseline')
    .summary('write down what is found now, to look at new findings only')
    .description('Writes what is found under each PATH to a baseline, for check --baseline.')
    .argument('[PATH...]', 'folders and files to check')
    .option('-o, --output <FILE>', 'write it to a file, in place of what is there')
    .addOption(
      new Option('--only <RULE>', 'run these rules only; repeat it or use commas')
        .argParser(readList)
        .default([], 'all'),
    )
    .addOption(
      new Option('--skip <RULE>', 'leave out these rules; repeat it or use commas')
        .argParser(readList)
        .default([], 'none'),
    )
    .addOption(new Option('--operator-version <X.Y.Z>', 'version of CloudNativePG in use').argParser(readVersion))
    .addOption(
      new Option('--plugin-version <X.Y.Z>', 'version of its barman-cloud plugin in use').argParser(readVersion),
    )
    .addOption(
      new Option('--var-file <FILE>', 'set Terraform variables from a file, as terraform does; repeat it for several')
        .argParser(collect)
        .default([], 'none'),
    )
    .addHelpText('after', baselineHelp)
    .action(async (paths, options) => {
      const { baselineCommand } = await import('./commands/baseline.ts');
      exit(baselineCommand(paths, options, shell));
    });
}

function addRules(program: Command, { shell, exit }: Edge): void {
  program
    .command('rules')
    .summary('list the rules')
    .description('Lists every rule with its severity and what it finds.')
    .addOption(new Option('-f, --format <FORMAT>', 'how to list them').choices(['pretty', 'json']).default('pretty'))
    .option('--color', 'use colours, also where the output is no terminal')
    .option('--no-color', 'use no colours')
    .action(async (options) => {
      const { rulesCommand } = await import('./commands/rules.ts');
      exit(rulesCommand(options, shell));
    });
}

function addExplain(program: Command, { shell, exit }: Edge): void {
  program
    .command('explain')
    .summary('explain a rule')
    .description('Explains a rule: what it catches, what to write instead, why it matters and when to ignore it.')
    .argument('<RULE>', 'the id of a rule')
    .option('--color', 'use colours, also where the output is no terminal')
    .option('--no-color', 'use no colours')
    .action(async (rule, options) => {
      const { explainCommand } = await import('./commands/explain.ts');
      exit(explainCommand(rule, options, shell));
    });
}

function addRender(program: Command, { shell, exit }: Edge): void {
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
    .addOption(
      new Option('--var-file <FILE>', 'set Terraform variables from a file, as terraform does; repeat it for several')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--no-helm', 'do not run helm, where it is installed, on charts among the files')
    .addHelpText('after', renderHelp)
    .action(async (paths, options) => {
      const { renderCommand } = await import('./commands/render.ts');
      exit(await renderCommand(paths, options, shell));
    });
}

function addSchedule(program: Command, { shell, exit }: Edge): void {
  program
    .command('schedule')
    .summary('tell what a schedule does')
    .description(
      'Tells what schedules really do, and when they run next. An EXPR of - reads one from each line of standard input.',
    )
    .argument('<EXPR...>', 'cron expressions, each in quotes')
    .addOption(
      new Option('-d, --dialect <DIALECT>', 'cnpg: a ScheduledBackup, seconds first; cronjob: a Kubernetes CronJob')
        .choices(['cnpg', 'cronjob'])
        .default('cnpg'),
    )
    .option('--timezone <ZONE>', 'read the expression in a time zone, such as Europe/Rome (default: UTC)')
    .addOption(
      new Option('--from <TIME>', 'begin at a time, such as 2026-03-29T00:00:00Z (default: now)').argParser(readTime),
    )
    .addOption(new Option('--count <NUMBER>', 'how many of the next runs to show').argParser(readCount).default(5))
    .addOption(
      new Option('-f, --format <FORMAT>', 'json: one object a line').choices(['pretty', 'json']).default('pretty'),
    )
    .addHelpText('after', scheduleHelp)
    .action(async (expressions, options) => {
      const { scheduleCommand } = await import('./commands/schedule-command.ts');
      exit(await scheduleCommand(expressions, options, shell));
    });
}

function addScaffold(program: Command, { shell, exit }: Edge): void {
  program
    .command('scaffold')
    .summary('write manifests that a database lacks')
    .description('Writes manifests that fit a Cluster of the files under each PATH, in a form that every rule accepts.')
    .addArgument(new Argument('<KIND>', 'what to write').choices(scaffoldKindNames))
    .argument('[PATH...]', 'folders and files that declare the cluster')
    .requiredOption('--for <CLUSTER>', 'the cluster, as NAME or NAMESPACE/NAME')
    .addOption(new Option('--as <LANGUAGE>', 'how to write them').choices(['yaml', 'terraform']).default('yaml'))
    .option('--output <FILE>', 'write a new file instead of printing')
    .option('--destination <URL>', 'where backups should go, such as s3://backups/orders')
    .option('--endpoint <URL>', 'the URL of an S3-compatible store')
    .option('--secret <NAME>', 'the Secret with the credentials of the destination')
    .addHelpText('after', scaffoldHelp)
    .action(async (kind, paths, options) => {
      const { scaffoldCommand } = await import('./commands/scaffold.ts');
      exit(scaffoldCommand(kind, paths, options, shell));
    });
}

function addReview(program: Command, { shell, exit }: Edge): void {
  program
    .command('review')
    .summary('review what a branch changes')
    .description('Reviews what a git branch changes, as a pull request of it would be reviewed.')
    .option('--base <REF>', 'what it is compared with (default: the main branch of origin)')
    .option('--head <REF>', 'the branch (default: what is checked out)')
    .option('--pr-body <FILE>', 'the text of the pull request, to judge it by the conventions of the configuration')
    .option('--config <FILE>', 'read this configuration (default: .backlint.yaml of the repository)')
    .option('--no-config', 'read no configuration')
    .option('--color', 'use colours, also where the output is no terminal')
    .option('--no-color', 'use no colours')
    .addHelpText('after', reviewHelp)
    .action(async (options) => {
      const { reviewCommand } = await import('./commands/review.ts');
      exit(await reviewCommand(options, shell));
    });
}

function addInit(program: Command, { shell, exit }: Edge): void {
  program
    .command('init')
    .summary('write a configuration to begin with')
    .description('Writes a commented .backlint.yaml that asks for what the files of the repository leave open.')
    .argument('[PATH]', 'a folder of the repository (default: the current one)')
    .option('--force', 'replace the configuration that is there')
    .action(async (path, options) => {
      const { initCommand } = await import('./commands/init.ts');
      exit(initCommand(path, options, shell));
    });
}

function addTest(program: Command, { shell, exit }: Edge): void {
  program
    .command('test')
    .summary('test the rules of your own')
    .description('Runs the cases of the houseRules that the configuration declares.')
    .option('--config <FILE>', 'read this configuration (default: .backlint.yaml of the repository)')
    .action(async (options) => {
      const { testCommand } = await import('./commands/test.ts');
      exit(testCommand(options, shell));
    });
}

function addCompletion(program: Command, { shell, exit }: Edge): void {
  program
    .command('completion')
    .summary('print a script that completes backlint in a shell')
    .description('Prints a script that teaches a shell to complete commands, options and rules.')
    .addArgument(new Argument('<SHELL>', 'the shell to teach').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', completionHelp)
    .action(async (name) => {
      const { completionCommand } = await import('./commands/completion.ts');
      exit(completionCommand(name, program, shell));
    });
}
