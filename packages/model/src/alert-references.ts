import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import type { AlertRule, LabelMatcher, MetricUse } from './alert.ts';
import { isMatch } from './label-matching.ts';
import type { Named } from './link.ts';
import type { Part } from './part.ts';
import { namespaceLabels } from './watched-databases.ts';

/** Something that a matcher of an alert names. */
export interface AlertReference {
  readonly kind: 'namespace' | 'CronJob' | 'Cluster';
  /** As the matcher writes it. */
  readonly name: string;
  /** What is called so; nothing where it is missing or unknown. */
  readonly found: readonly Part[];
  /** Set where the files do not decide whether it is there; says why. */
  readonly unknown?: string;
  readonly origin: Origin;
}

/** What the matchers of a metric name that the sources should know: where databases are, and jobs. */
export function referencesOf({ name, matchers }: MetricUse, { surroundings }: AlertRule): AlertReference[] {
  const { databases, cronJobs } = surroundings;
  if (/^(?:cnpg|barman_cloud)_/.test(name)) {
    return matchers.flatMap((matcher) => [
      ...follow(matcher, namespaceLabels, { kind: 'namespace', candidates: databases, of: 'namespace' }),
      ...follow(matcher, ['cnpg_io_cluster', 'cnpg_cluster'], { kind: 'Cluster', candidates: databases, of: 'name' }),
    ]);
  }
  if (!/^kube_(?:cronjob|job)_/.test(name)) return [];
  const there = cronJobs.filter((job) => matchers.every((matcher) => !isElsewhere(job, matcher)));
  const jobs = { kind: 'CronJob', candidates: there, of: 'name', isKnownKind: cronJobs.length > 0 } as const;
  return matchers.flatMap((matcher) => [
    ...follow(matcher, ['cronjob'], jobs),
    ...(matcher.operator === '=~' ? follow(matcher, ['job_name'], { ...jobs, suffix: aNumber }) : []),
  ]);
}

function isElsewhere({ namespace }: Named, matcher: LabelMatcher): boolean {
  const written = known(namespace);
  return namespaceLabels.includes(matcher.label) && written !== undefined && isMatch(matcher, written) === false;
}

/** The Jobs of a CronJob are called after it, with the minute of their time behind. */
const aNumber = '-29400000';

function withoutNumber(pattern: string): string {
  return pattern.replace(/-(?:\.[*+]|\[0-9\][*+]|\\+d[*+])\$?$/, '');
}

interface Candidates {
  readonly kind: AlertReference['kind'];
  readonly candidates: readonly Named[];
  readonly of: 'name' | 'namespace';
  /** Whether the sources declare such things at all. */
  readonly isKnownKind?: boolean;
  /** What is behind the name in the values of the label. */
  readonly suffix?: string;
}

function follow(
  matcher: LabelMatcher,
  labels: readonly string[],
  { kind, candidates, of, isKnownKind = candidates.length > 0, suffix = '' }: Candidates,
): AlertReference[] {
  const { label, operator, value, origin } = matcher;
  const name = suffix === '' ? value : withoutNumber(value);
  if (!labels.includes(label) || operator === '!=' || operator === '!~' || name === '') return [];
  const verdicts = candidates.map((candidate) => {
    const text = known(candidate[of]);
    return { candidate, verdict: text === undefined ? undefined : isMatch(matcher, `${text}${suffix}`) };
  });
  const found = verdicts.filter(({ verdict }) => verdict === true).map(({ candidate }) => candidate);
  const reference = { kind, name, found, origin };
  if (found.length > 0) return [reference];
  if (!isKnownKind) return [{ ...reference, unknown: 'nothing of the kind is declared here' }];
  const isOpen = isMatch(matcher, '') === undefined || verdicts.some(({ verdict }) => verdict === undefined);
  return [isOpen ? { ...reference, unknown: 'the files do not decide what it matches' } : reference];
}
