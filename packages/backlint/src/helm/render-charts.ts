import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ChartRequest, RenderedChart } from '@backlint/objects/helm/chart-request';
import { type ReadOptions, readObjects } from '@backlint/objects/read-objects';
import type { CheckedTree } from '../check.ts';
import { isInside } from '../inside.ts';
import { runHelm } from './run-helm.ts';

/** What is rendered may hold Applications of further charts, which is followed this often; and so many charts at most. */
const most = { rounds: 3, charts: 200 } as const;

/**
 * What Helm makes of the charts that a tree installs, for `ReadOptions.renderedCharts`. The files of the tree are under
 * the folder `root`. Without a `program` nothing is run, and what the charts make stays unknown.
 */
export async function renderCharts(
  { tree, root }: { readonly tree: CheckedTree; readonly root: string },
  options: ReadOptions,
  program: string | undefined,
): Promise<ReadonlyMap<string, RenderedChart>> {
  const renderedCharts = new Map<string, RenderedChart>();
  if (program === undefined || !tree.paths.some((path) => /(^|\/)Chart\.yaml$/.test(path))) return renderedCharts;
  for (let round = 0; round < most.rounds; round++) {
    const { charts } = readObjects(tree, { ...options, renderedCharts }).result;
    if (charts.length === 0) break;
    for (const request of charts) renderedCharts.set(request.key, await render(program, request, root, renderedCharts));
  }
  return renderedCharts;
}

async function render(
  program: string,
  request: ChartRequest,
  root: string,
  before: ReadonlyMap<string, RenderedChart>,
): Promise<RenderedChart> {
  if (before.size >= most.charts) return { kind: 'failed', why: `more than ${most.charts} charts are to be rendered` };
  if (!isInside(realpathSync.native(join(root, request.directory)), realpathSync.native(root))) {
    return { kind: 'failed', why: 'its chart is outside of the folder' };
  }
  return await runHelm(program, request, root);
}
