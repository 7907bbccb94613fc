import { jsonText } from '@backlint/report/json/json-text';
import { postureChanges } from '@backlint/report/posture/posture-changes';
import type { PostureSummary } from '@backlint/report/posture/posture-summary';
import { markdownPosture, prettyPosture } from '@backlint/report/posture/render-posture';
import { postureChangesText } from '@backlint/report/posture/render-posture-changes';
import { rules as allRules } from '@backlint/rules/rules';
import { usesColor } from '../color.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { exitCodes } from '../exit-codes.ts';
import { commitTrees } from '../git/commit-trees.ts';
import type { Shell } from '../shell.ts';
import { posturesIn, readModel, summariesOf, tellUnread } from '../survey/survey.ts';
import { type SurveyWishes, surveyTree } from '../survey/survey-tree.ts';
import { usageError } from '../usage-error.ts';

/** The options of `backlint posture`, as commander hands them over. */
export interface PostureCommandOptions extends SurveyWishes {
  readonly format: 'pretty' | 'json' | 'markdown';
  readonly color?: boolean;
}

/** `backlint posture [PATH…]` or `backlint posture BASE..HEAD`: what would be left of each database. */
export async function postureCommand(
  paths: readonly string[],
  options: PostureCommandOptions,
  shell: Shell,
): Promise<number> {
  const range = paths.length === 1 ? /^(?<base>.+?)\.\.\.?(?<head>.*)$/.exec(paths[0] ?? '')?.groups : undefined;
  if (range?.base !== undefined && !range.base.endsWith('/') && !range.base.endsWith('.')) {
    return showChanges({ base: range.base, head: range.head || 'HEAD' }, options, shell);
  }
  const found = await surveyTree(paths, options, shell);
  if (found.kind === 'problem') return usageError(shell, found.message);
  const read = readModel(found.tree, found.options);
  tellUnread(read, shell);
  const postures = summariesOf(read.model, shell.now);
  shell.stdout.write(textOf(postures, options, usesColor(shell.stdout, shell, options.color)));
  return exitCodes.passed;
}

function textOf(postures: readonly PostureSummary[], { format }: PostureCommandOptions, color: boolean): string {
  if (format === 'json') return jsonText({ schema: 'backlint.posture/1', databases: postures });
  return format === 'markdown' ? markdownPosture(postures) : prettyPosture(postures, color);
}

async function showChanges(
  refs: { readonly base: string; readonly head: string },
  options: PostureCommandOptions,
  shell: Shell,
): Promise<number> {
  const trees = commitTrees(shell.cwd, refs);
  if ('message' in trees) return usageError(shell, trees.message);
  const loaded = await loadConfiguration(allRules, options, { root: trees.change.root, cwd: shell.cwd });
  if (loaded.kind === 'problem') return usageError(shell, loaded.message);
  const [before = [], after = []] = [trees.base, trees.head].map((tree) =>
    posturesIn(loaded.chooseFiles(tree), { ...loaded.model, now: shell.now }),
  );
  const changes = postureChanges(before, after);
  shell.stdout.write(
    options.format === 'json'
      ? jsonText({ schema: 'backlint.posture-changes/1', changes })
      : postureChangesText(changes),
  );
  return exitCodes.passed;
}
