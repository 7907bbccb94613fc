import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { AlertRule, MetricUse } from '@backlint/model/alert';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { restorePathsOf } from '@backlint/model/questions';
import { databasesWatchedBy } from '@backlint/model/watched-databases';
import { known } from '@backlint/source/value';
import { sentence } from '../sentence.ts';

const receiver = 'cnpg_pg_replication_is_wal_receiver_up';

export const receiverAlertOnLogShipping: Rule = {
  id: 'receiver-alert-on-log-shipping',
  summary: 'An alert on the WAL receiver of a standby that has none',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const rule of model.alertRules.filter(({ alert }) => alert.kind !== 'absent')) {
      const use = rule.metrics.find(({ name, alarmingWhen }) => name === receiver && alarmingWhen !== 'high');
      if (!use) continue;
      for (const database of databasesWatchedBy(use, rule).certain) yield* judge(model, rule, use, database);
    }
  },
};

function* judge(model: BackupModel, rule: AlertRule, use: MetricUse, database: Database): Iterable<Assessment> {
  if (database.role.kind !== 'standby' || known(database.hibernated) !== false) return;
  // Further instances of a standby do stream, from its first one.
  if (use.aggregations.length > 0 && known(database.instances) !== 1) return;
  const path = restorePathsOf(model, database).find(({ usedBy }) => usedBy.some(({ as }) => as === 'replica'));
  if (!path || path.streams.kind === 'unknown') return;
  const place = { about: rule, at: use.origin };
  if (known(path.streams) === true) {
    const message = sentence(`${rule.title} watches ${database.title}, which streams`);
    yield { outcome: 'upheld', ...place, message, evidence: [{ message: 'what it follows', at: path.origin }] };
    return;
  }
  yield {
    outcome: 'problem',
    ...place,
    discriminator: database.address,
    message: sentence(
      `${rule.title} wants a WAL receiver, but ${database.title} follows an object store alone and has none: the alarm never ends, and people learn to look away`,
    ),
    remedy: 'Leave the standby out by a matcher, and watch its lag, `cnpg_pg_replication_lag`, instead',
    evidence: [{ message: 'it has no connectionParameters', at: path.origin }],
  };
}
