import type { Node } from '@backlint/source/node';
import { known } from '@backlint/source/value';
import type { HelmRelease } from './helm-release.ts';

/** A chart of the tree that `helm template` would have to render: what backlint itself never runs. */
export interface ChartRequest {
  /** Tells requests apart, and is the same for the same release in every run. */
  readonly key: string;
  /** The chart's directory, relative to the root of the tree. */
  readonly directory: string;
  readonly releaseName: string;
  readonly namespace: string;
  /** The values as JSON, without the chart's defaults. */
  readonly values: string;
}

/** What `helm template` printed for a request, or why there is nothing. */
export type RenderedChart =
  | { readonly kind: 'rendered'; readonly text: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Stands for the namespace of a release that the files do not tell, so that it is found again in what was rendered. */
export const unknownNamespace = 'backlint-namespace-that-is-not-known';

/** Aliases can make a small file a huge mapping. */
const mostValues = 50_000;

/** The request for a release of a chart in the tree, or why nobody could render it as it will be installed. */
export function chartRequestOf({ directory = '', releaseName, namespace, values }: HelmRelease): ChartRequest | string {
  const name = known(releaseName);
  if (name === undefined) return 'the name of the release is not known';
  if (namespace.kind === 'unknown') return `its namespace is not known: ${namespace.why}`;
  const data = dataOf(values, { left: mostValues });
  if (data.doubt !== undefined) return `its values are not all known: ${data.doubt}`;
  const request = {
    directory,
    releaseName: name,
    namespace: known(namespace) ?? unknownNamespace,
    values: JSON.stringify(data.value),
  };
  return { key: JSON.stringify(request), ...request };
}

interface Data {
  readonly value?: unknown;
  /** Why some of it is not known. */
  readonly doubt?: string;
}

function dataOf(node: Node, budget: { left: number }): Data {
  budget.left--;
  if (budget.left < 0) return { doubt: 'there are too many' };
  if (node.kind === 'unknown') return { doubt: node.why };
  if (node.kind === 'scalar') return { value: node.value };
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => dataOf(item, budget));
    return items.find(({ doubt }) => doubt !== undefined) ?? { value: items.map(({ value }) => value) };
  }
  const fields = Array.from(node.entries, ([key, { value }]) => ({ key, ...dataOf(value, budget) }));
  const doubtful = fields.find(({ doubt }) => doubt !== undefined);
  return doubtful ?? { value: Object.fromEntries(fields.map(({ key, value }) => [key, value])) };
}
