import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { Aggregation, AlertRule, MetricUse } from '@backlint/model/alert';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { backupFamilyOf, exportOf } from '@backlint/model/exported-metrics';
import { schedulesOf } from '@backlint/model/questions';
import { clusterLabels, databasesWatchedBy, namespaceLabels } from '@backlint/model/watched-databases';
import { known } from '@backlint/source/value';
import { sentence } from '../sentence.ts';

export const unaggregatedAlert: Rule = {
  id: 'unaggregated-alert',
  summary: 'An alert that merges several databases into one figure, so that a healthy one hides a broken one',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const rule of model.alertRules) {
      for (const use of rule.metrics) {
        if (exportOf(use.name) === 'exported') yield* judge(model, rule, use);
      }
    }
  },
};

function* judge(model: BackupModel, rule: AlertRule, use: MetricUse): Iterable<Assessment> {
  const watched = databasesWatchedBy(use, rule).certain.filter((database) => isMeant(model, database, use));
  const [first, second] = watched;
  if (!first || !second) return;
  if (use.isAskedForAbsence && rule.metrics.length === 1) {
    yield absence(rule, use, watched);
    return;
  }
  const hiding = use.aggregations.find(hides);
  if (!hiding) return;
  const merged = groupsOf(hiding, watched).find((group) => group.length > 1);
  const others = rule.metrics.filter((other) => other.aggregations.some(({ origin }) => origin === hiding.origin));
  if (!merged || others[0] !== use) return;
  const [one, other] = merged;
  const written = hiding.grouping === 'by' ? `${hiding.operator} by (${hiding.labels.join(', ')})` : hiding.operator;
  yield {
    outcome: 'problem',
    about: rule,
    at: hiding.origin,
    discriminator: use.name,
    message: sentence(
      `${rule.title} makes one figure of ${merged.length} databases by \`${written}\`: while ${one?.title} is well, nobody hears of ${other?.title}`,
    ),
    remedy: `Keep a label for each cluster, such as \`${hiding.operator} by (namespace, cluster)\`; which it is depends on how they are scraped`,
  };
}

function absence(rule: AlertRule, use: MetricUse, watched: readonly Database[]): Assessment {
  return {
    outcome: 'problem',
    about: rule,
    at: use.origin,
    severity: 'note',
    discriminator: use.name,
    message: sentence(
      `${rule.title} fires only once \`${use.name}\` is gone from all ${watched.length} databases: one that stops exporting it goes unnoticed`,
    ),
    remedy: 'Write one `absent()` for each cluster, with matchers that name it',
  };
}

/** Whether a database has a say in a metric: what tells of backups means the databases that have some. */
function isMeant(model: BackupModel, database: Database, { name }: MetricUse): boolean {
  if (known(database.hibernated) !== false || database.role.kind === 'template') return false;
  return backupFamilyOf(name) === undefined || schedulesOf(model, database).certain.length > 0;
}

/** Whether an operator drops the value that should raise the alarm as long as another one is well. */
function hides({ operator, alarmingWhen }: Aggregation): boolean {
  // A sum is zero when all of them are.
  if (alarmingWhen === 'zero') return operator === 'max' || operator === 'sum';
  if (alarmingWhen === 'low') return operator === 'max';
  return alarmingWhen === 'high' && operator === 'min';
}

const instanceLabels = ['pod', 'instance', 'job'];

/** The databases that end up in one figure. Labels that backlint does not know may tell any two apart. */
function groupsOf({ grouping, labels }: Aggregation, databases: readonly Database[]): readonly (readonly Database[])[] {
  if (grouping === 'without') return [];
  if (labels.some((label) => clusterLabels.includes(label) || instanceLabels.includes(label))) return [];
  if (labels.length === 0) return [databases];
  if (!labels.every((label) => namespaceLabels.includes(label))) return [];
  const groups = new Map<string, Database[]>();
  for (const database of databases) {
    const namespace = known(database.namespace);
    if (namespace !== undefined) groups.set(namespace, [...(groups.get(namespace) ?? []), database]);
  }
  return [...groups.values()];
}
