import type { SourceTree } from '@backlint/source/source-tree';
import type { ChartRequest, RenderedChart } from './chart-request.ts';

/** What reading releases needs: the tree, what was rendered of its charts, and a list for what still has to be. */
export interface HelmContext {
  readonly tree: SourceTree;
  /** By the key of the request. */
  readonly rendered: ReadonlyMap<string, RenderedChart>;
  readonly requests: Map<string, ChartRequest>;
  /** The directories of charts that were rendered: their templates were read, if not by backlint. */
  readonly done: Set<string>;
}
