import { relative, resolve, sep } from 'node:path';
import { buildKustomization } from '@backlint/objects/kustomize/build-kustomization';
import { kustomizationFileOf } from '@backlint/objects/kustomize/kustomization-file';
import { readObjects } from '@backlint/objects/read-objects';
import { visibleText } from '@backlint/report/visible-text';
import type { Diagnostic } from '@backlint/source/diagnostic';
import { citation } from '@backlint/source/position';
import { normalisePath } from '@backlint/source/source-tree';
import type { CheckedTree } from '../check.ts';
import { exitCodes } from '../exit-codes.ts';
import { openTree, renderChartsIn } from '../open-tree.ts';
import { renderJson } from '../render/render-json.ts';
import { renderYaml } from '../render/render-yaml.ts';
import { type Rendered, renderedObjects } from '../render/rendered.ts';
import { withoutSecrets } from '../render/without-secrets.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';

/** The options of `backlint render`, as commander hands them over. */
export interface RenderCommandOptions {
  readonly kustomization?: string;
  readonly format: 'yaml' | 'json';
  readonly provenance?: boolean;
  readonly varFile: readonly string[];
  /** A path, or false for none; absent looks for one. */
  readonly config?: string | false;
  /** False where Helm must not be run. */
  readonly helm: boolean;
}

/**
 * `backlint render [PATH…]`: shows the objects that a check of the paths would judge, or all that one kustomization
 * builds, and returns the exit code.
 */
export async function renderCommand(
  paths: readonly string[],
  options: RenderCommandOptions,
  shell: Shell,
): Promise<number> {
  const opened = await openTree(paths, options, shell);
  if (opened.kind === 'problem') return usageError(shell, opened.message);
  const { tree, root, variableFiles } = opened;
  if (options.kustomization !== undefined) {
    const directory = directoryIn(tree, root, resolve(shell.cwd, options.kustomization));
    if (directory === undefined) {
      return usageError(shell, `"${options.kustomization}" is no folder with a kustomization among what is read.`);
    }
    return showKustomization(tree, directory, options, shell);
  }
  const renderedCharts = await renderChartsIn(opened, options, shell);
  const { result, diagnostics } = readObjects(tree, { variableFiles, renderedCharts });
  return show(renderedObjects(result), [...(tree.diagnostics ?? []), ...diagnostics], options, shell);
}

/** The path in the tree of a folder with a kustomization. */
function directoryIn(tree: CheckedTree, root: string, folder: string): string | undefined {
  const directory = normalisePath(relative(root, folder).split(sep).join('/'));
  return directory !== undefined && kustomizationFileOf(tree, directory) !== undefined ? directory : undefined;
}

/** Like kubectl, this prints nothing of a kustomization that it refuses to build. */
function showKustomization(tree: CheckedTree, directory: string, options: RenderCommandOptions, shell: Shell): number {
  const { result, diagnostics } = buildKustomization(tree, { directory });
  const { resources, unknown, refused } = result;
  if (refused !== undefined) return show({ objects: [], unknown: [] }, diagnostics, options, shell);
  const objects = resources.map(({ root }) => ({ root: withoutSecrets(root), at: root.origin.range }));
  return show({ objects, unknown }, diagnostics, options, shell);
}

function show(
  rendered: Rendered,
  diagnostics: readonly Diagnostic[],
  { format, provenance = false }: RenderCommandOptions,
  { stdout, stderr }: Shell,
): number {
  const render = format === 'json' ? renderJson : renderYaml;
  stdout.write(render(rendered, { provenance }));
  for (const { code, message, at } of diagnostics) {
    stderr.write(`backlint: ${visibleText(`${citation(at)}: ${message} (${code})`)}\n`);
  }
  if (diagnostics.length > 0) return exitCodes.failed;
  return rendered.objects.length + rendered.unknown.length > 0 ? exitCodes.passed : exitCodes.nothing;
}
