import { rules as allRules } from '@backlint/rules/rules';
import type { CheckedTree } from '../check.ts';
import { type LoadedConfiguration, loadConfiguration } from '../configuration/load-configuration.ts';
import { findHelm } from '../helm/find-helm.ts';
import { renderCharts } from '../helm/render-charts.ts';
import { pathTree } from '../path-tree.ts';
import type { Shell } from '../shell.ts';
import type { SurveyOptions } from './survey.ts';

/** How somebody asks for the files of a survey. */
export interface SurveyWishes {
  /** A path, or false for none; absent looks for one. */
  readonly config?: string | false;
  /** False where Helm must not be run. */
  readonly helm: boolean;
}

/** Files to look over, with all that is known besides them. */
export interface SurveyTree {
  readonly kind: 'tree';
  readonly tree: CheckedTree;
  /** The folder that the paths of the tree start from. */
  readonly root: string;
  readonly options: SurveyOptions;
  readonly loaded: LoadedConfiguration;
}

/** Reads the files under some paths as a check would: configured, and with charts rendered. */
export async function surveyTree(
  paths: readonly string[],
  wishes: SurveyWishes,
  shell: Shell,
): Promise<SurveyTree | { readonly kind: 'problem'; readonly message: string }> {
  const found = pathTree(paths.length === 0 ? ['.'] : paths, shell.cwd);
  if (found.kind === 'problem') return { kind: 'problem', message: `${found.message}.` };
  const loaded = await loadConfiguration(allRules, wishes, { root: found.root, cwd: shell.cwd });
  if (loaded.kind === 'problem') return loaded;
  const tree = loaded.chooseFiles(found.tree);
  const helm = wishes.helm ? findHelm(shell.env, found.root) : undefined;
  const renderedCharts = await renderCharts({ tree, root: found.root }, {}, helm);
  return { kind: 'tree', tree, root: found.root, loaded, options: { ...loaded.model, renderedCharts, now: shell.now } };
}
