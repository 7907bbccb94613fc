import { type OpenTree, openTree, renderChartsIn, type TreeWishes, type UnopenedTree } from '../open-tree.ts';
import type { Shell } from '../shell.ts';
import type { SurveyOptions } from './survey.ts';

/** How somebody asks for the files of a survey. */
export interface SurveyWishes extends Pick<TreeWishes, 'config'> {
  /** False where Helm must not be run. */
  readonly helm: boolean;
}

/** Files to look over, with all that is known besides them. */
export interface SurveyTree extends OpenTree {
  readonly options: SurveyOptions;
}

/** Reads the files under some paths as a check would: configured, and with charts rendered. */
export async function surveyTree(
  paths: readonly string[],
  wishes: SurveyWishes,
  shell: Shell,
): Promise<SurveyTree | UnopenedTree> {
  const opened = await openTree(paths, wishes, shell);
  if (opened.kind === 'problem') return opened;
  const renderedCharts = await renderChartsIn(opened, wishes, shell);
  return { ...opened, options: { ...opened.loaded.model, renderedCharts, now: shell.now } };
}
