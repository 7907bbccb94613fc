import { type Command, Option } from 'commander';
import { readCount, readTime } from './argument-readers.ts';
import type { Edge } from './edge.ts';
import { scheduleHelp } from './help-texts.ts';

/** `backlint schedule`. */
export function addSchedule(program: Command, { shell, exit }: Edge): void {
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
      const { scheduleCommand } = await import('../commands/schedule-command.ts');
      exit(await scheduleCommand(expressions, options, shell));
    });
}
