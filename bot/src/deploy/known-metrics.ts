import { makeMetrics } from '../metrics.ts';

/** The metrics that a bot shows, each with its labels, as Prometheus would see them. */
export async function knownMetrics(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const metrics = makeMetrics(async () => ({ waiting: 1, delayed: 1, running: 1, oldest: 1 }));
  metrics.delivery('hub', 'push', 'queued');
  metrics.work('pull-request', 'published', 1);
  metrics.forgeAnswer('hub', 'GET', 200, 5_000);
  metrics.engine('reviewed', 1);
  metrics.sweep('hub', 1);
  metrics.sweepFailed('hub');
  const found = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of (await metrics.render()).matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const names = [...labels.matchAll(/(\w+)="/g)].map(([, label = '']) => label);
    found.set(name, new Set([...(found.get(name) ?? []), ...names]));
  }
  return found;
}

/** The metric that a series belongs to: a histogram has several. */
export function metricOf(series: string): string {
  return series.replace(/_(?:bucket|count|sum)$/, '');
}
