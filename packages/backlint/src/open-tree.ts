import type { RenderedChart } from '@backlint/objects/helm/chart-request';
import { rules as allRules } from '@backlint/rules/rules';
import { memoryTree } from '@backlint/source/source-tree';
import type { CheckedTree } from './check.ts';
import {
  type ConfigurationWishes,
  type LoadedConfiguration,
  loadConfiguration,
} from './configuration/load-configuration.ts';
import { findHelm } from './helm/find-helm.ts';
import { renderCharts } from './helm/render-charts.ts';
import { type PathTree, pathTree } from './path-tree.ts';
import type { Shell } from './shell.ts';
import { withVariableFiles } from './variable-files.ts';

/** How somebody asks for the files that a command is about. */
export interface TreeWishes extends ConfigurationWishes {
  /** Files that set Terraform variables. */
  readonly varFile?: readonly string[];
  /** What standard input is called where `-` names it; absent where it cannot be read. */
  readonly stdinName?: string;
}

/** The files that a command is about, as their configuration chooses them. */
export interface OpenTree {
  readonly kind: 'tree';
  readonly tree: CheckedTree;
  /** What was named: the current folder where nothing was. */
  readonly paths: readonly string[];
  /** The folder that the paths of the tree start from. */
  readonly root: string;
  /** Put before a path of the tree it leads there from the current folder. */
  readonly pathPrefix: string;
  /** Paths in the tree. */
  readonly variableFiles: readonly string[];
  readonly loaded: LoadedConfiguration;
}

/** Why there are no files; `path` is the one that could not be found, where it is that. */
export interface UnopenedTree {
  readonly kind: 'problem';
  readonly path?: string;
  readonly message: string;
}

/** Opens the files under some paths, or those in the current folder where none are named. */
export async function openTree(
  named: readonly string[],
  { varFile = [], stdinName, ...configuration }: TreeWishes,
  shell: Shell,
): Promise<OpenTree | UnopenedTree> {
  const paths = named.length === 0 ? ['.'] : named;
  const found = await namedTree(paths, stdinName, shell);
  if (found.kind === 'problem') return { ...found, message: `${found.message}.` };
  const { root, pathPrefix } = found;
  const variables = withVariableFiles(found, varFile, shell.cwd);
  if (variables.kind === 'problem') return { kind: 'problem', message: `${variables.message}.` };
  const loaded = await loadConfiguration(allRules, configuration, { root, cwd: shell.cwd });
  if (loaded.kind === 'problem') return loaded;
  const { variableFiles } = variables;
  return { kind: 'tree', tree: loaded.chooseFiles(variables.tree), paths, root, pathPrefix, variableFiles, loaded };
}

/** What Helm makes of the charts among the files; `helm` is false where it must not be run. */
export function renderChartsIn(
  { tree, root, variableFiles }: OpenTree,
  { helm }: { readonly helm: boolean },
  shell: Shell,
): Promise<ReadonlyMap<string, RenderedChart>> {
  return renderCharts({ tree, root }, { variableFiles }, helm ? findHelm(shell.env, root) : undefined);
}

/** The files that somebody names; `-` is what comes through standard input. */
async function namedTree(paths: readonly string[], stdinName: string | undefined, shell: Shell): Promise<PathTree> {
  if (stdinName === undefined || !paths.includes('-')) return pathTree(paths, shell.cwd);
  if (paths.length > 1) {
    return { kind: 'problem', path: '-', message: '"-" reads standard input, and takes no other paths beside it' };
  }
  const text = await shell.readStdin();
  return { kind: 'tree', tree: memoryTree({ [stdinName]: text }), root: shell.cwd, pathPrefix: '' };
}
