import { known } from '@backlint/source/value';
import type { AlertRule, LabelMatcher, MetricUse } from './alert.ts';
import type { Database } from './database.ts';
import { isMatch } from './label-matching.ts';
import type { Answer } from './questions.ts';

/** Labels that carry the namespace of a database, by the ways in which its pods are scraped. */
export const namespaceLabels: readonly string[] = ['namespace', 'exported_namespace', 'kubernetes_namespace'];

/** Labels that carry the name of a Cluster. */
export const clusterLabels: readonly string[] = ['cnpg_io_cluster', 'cnpg_cluster', 'label_cnpg_io_cluster', 'cluster'];

const podLabels: readonly string[] = ['pod', 'instance', 'container', 'job', 'endpoint', 'service'];

/** The databases whose series a metric of the databases' own exporter means in an expression, by its matchers. */
export function databasesWatchedBy(
  { matchers }: MetricUse,
  { surroundings: { databases } }: AlertRule,
): Answer<Database> {
  const names = new Set(databases.map(({ name }) => known(name)));
  const verdicts = databases.map((database) => ({ database, verdict: isWatched(database, matchers, names) }));
  const those = (wanted: boolean | undefined) =>
    verdicts.filter(({ verdict }) => verdict === wanted).map(({ database }) => database);
  return { certain: those(true), possible: those(undefined) };
}

function isWatched(
  { namespace, name }: Database,
  matchers: readonly LabelMatcher[],
  names: ReadonlySet<string | undefined>,
): boolean | undefined {
  const verdicts = matchers.map((matcher) => {
    const { label, operator, value } = matcher;
    if (podLabels.includes(label)) return undefined;
    if (namespaceLabels.includes(label))
      return namespace.kind === 'written' ? isMatch(matcher, namespace.value) : undefined;
    if (!clusterLabels.includes(label)) return true;
    // Where several Kubernetes clusters are scraped, their name is in `cluster` too.
    if (label === 'cluster' && operator === '=' && !names.has(value)) return undefined;
    return name.kind === 'written' ? isMatch(matcher, name.value) : undefined;
  });
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}
