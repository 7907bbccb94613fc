import { jsonText } from '@backlint/report/json/json-text';
import { usesColor } from '../color.ts';
import { exitCodes } from '../exit-codes.ts';
import { commitTrees } from '../git/commit-trees.ts';
import { pathTree } from '../path-tree.ts';
import { postureChanges } from '../posture/posture-changes.ts';
import { type PostureSummary, posturesIn } from '../posture/posture-summary.ts';
import { markdownPosture, prettyPosture } from '../posture/render-posture.ts';
import { postureChangesText } from '../posture/render-posture-changes.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';

/** The options of `backlint posture`, as commander hands them over. */
export interface PostureCommandOptions {
  readonly format: 'pretty' | 'json' | 'markdown';
  readonly color?: boolean;
}

/** `backlint posture [PATH…]` or `backlint posture BASE..HEAD`: what would be left of each database. */
export function postureCommand(paths: readonly string[], options: PostureCommandOptions, shell: Shell): number {
  const range = paths.length === 1 ? /^(?<base>.+?)\.\.\.?(?<head>.*)$/.exec(paths[0] ?? '')?.groups : undefined;
  if (range?.base !== undefined && !range.base.endsWith('/') && !range.base.endsWith('.')) {
    return showChanges({ base: range.base, head: range.head || 'HEAD' }, options, shell);
  }
  const found = pathTree(paths.length === 0 ? ['.'] : paths, shell.cwd);
  if (found.kind === 'problem') return usageError(shell, `${found.message}.`);
  const postures = posturesIn(found.tree, shell.now);
  shell.stdout.write(textOf(postures, options, usesColor(shell.stdout, shell, options.color)));
  return exitCodes.passed;
}

function textOf(postures: readonly PostureSummary[], { format }: PostureCommandOptions, color: boolean): string {
  if (format === 'json') return jsonText({ schema: 'backlint.posture/1', databases: postures });
  return format === 'markdown' ? markdownPosture(postures) : prettyPosture(postures, color);
}

function showChanges(
  refs: { readonly base: string; readonly head: string },
  { format }: PostureCommandOptions,
  shell: Shell,
): number {
  const trees = commitTrees(shell.cwd, refs);
  if ('message' in trees) return usageError(shell, trees.message);
  const changes = postureChanges(posturesIn(trees.base, shell.now), posturesIn(trees.head, shell.now));
  shell.stdout.write(
    format === 'json' ? jsonText({ schema: 'backlint.posture-changes/1', changes }) : postureChangesText(changes),
  );
  return exitCodes.passed;
}
