import type { Dialect } from '@backlint/cron/schedule';
import { readTimeZone } from '@backlint/cron/time-zone';
import { exitCodes } from '../exit-codes.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';
import { renderScheduleLine, renderScheduleText, type ScheduleReport, scheduleReport } from './schedule.ts';

/** The options of `backlint schedule`, as commander hands them over. */
export interface ScheduleCommandOptions {
  readonly dialect: Dialect;
  readonly timezone?: string;
  /** The moment of the call where none is given. */
  readonly from?: Date;
  readonly count: number;
  readonly format: 'pretty' | 'json';
}

/**
 * `backlint schedule EXPR…`: tells what schedules do; `-` stands for the lines of standard input. A schedule that would be
 * refused fails the command, but not in JSON, where that is an answer like any other.
 */
export async function scheduleCommand(
  expressions: readonly string[],
  options: ScheduleCommandOptions,
  shell: Shell,
): Promise<number> {
  const { timezone, format, dialect, count, from = shell.now } = options;
  const zone = timezone === undefined ? undefined : readTimeZone(timezone);
  if (zone?.kind === 'invalid') return usageError(shell, `--timezone "${timezone}": ${zone.error}.`);
  if (expressions.length >= 5 && expressions.every((expression) => /^[^@\s]+$/.test(expression))) {
    return usageError(shell, 'put an expression in quotes: backlint schedule "0 0 3 * * *"');
  }

  const wanted = { dialect, from, count, ...(timezone === undefined ? {} : { timeZone: timezone }) };
  const reports: ScheduleReport[] = [];
  for (const expression of expressions) {
    const lines = expression === '-' ? linesOf(await shell.readStdin()) : [expression];
    reports.push(...lines.map((line) => scheduleReport(line, wanted)));
  }
  const render = (report: ScheduleReport) =>
    format === 'json' ? renderScheduleLine(report) : renderScheduleText(report, wanted);
  shell.stdout.write(reports.map(render).join(format === 'json' ? '' : '\n'));
  return format === 'json' || reports.every(({ valid }) => valid) ? exitCodes.passed : exitCodes.failed;
}

/** Every line is an expression, an empty one too, so that answers and questions can be paired. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
