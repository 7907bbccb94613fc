import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { timelineOf } from '@backlint/model/timeline/timeline';
import { jsonText } from '@backlint/report/json/json-text';
import { renderTimelineSvg } from '@backlint/report/timeline/render-timeline-svg';
import { renderTimelineText } from '@backlint/report/timeline/render-timeline-text';
import { type TimelineSummary, timelineSummary } from '@backlint/report/timeline/timeline-summary';
import { usesColor } from '../color.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Shell } from '../shell.ts';
import { readModel, tellUnread } from '../survey/survey.ts';
import { type SurveyWishes, surveyTree } from '../survey/survey-tree.ts';
import { tryWriting } from '../try-writing.ts';
import { usageError } from '../usage-error.ts';

/** The options of `backlint timeline`, as commander hands them over. */
export interface TimelineCommandOptions extends SurveyWishes {
  readonly format: { readonly name: string; readonly file?: string };
  readonly span: '24h' | '7d';
  /** Where the axis begins; now, where it is not set. */
  readonly from?: Date;
  readonly color?: boolean;
}

/** `backlint timeline [PATH…]`: all that runs by the clock, on one axis. */
export async function timelineCommand(
  paths: readonly string[],
  options: TimelineCommandOptions,
  shell: Shell,
): Promise<number> {
  const found = await surveyTree(paths, options, shell);
  if (found.kind === 'problem') return usageError(shell, found.message);
  const read = readModel(found.tree, found.options);
  tellUnread(read, shell);
  const timeline = timelineOf(read.model, {
    from: options.from ?? shell.now,
    hours: options.span === '24h' ? 24 : 7 * 24,
    windows: found.loaded.maintenance,
  });
  const { file } = options.format;
  const text = textOf(timelineSummary(timeline), options, shell);
  if (file === undefined) {
    shell.stdout.write(text);
    return exitCodes.passed;
  }
  return tryWriting(file, () => writeFileSync(resolve(shell.cwd, file), text), shell);
}

function textOf(timeline: TimelineSummary, { format, color }: TimelineCommandOptions, shell: Shell): string {
  if (format.name === 'json') return jsonText({ schema: 'backlint.timeline/1', ...timeline });
  if (format.name === 'svg') return renderTimelineSvg(timeline);
  const colored = format.file === undefined && usesColor(shell.stdout, shell, color);
  return renderTimelineText(timeline, { color: colored, width: shell.stdout.columns ?? 120 });
}
