import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { AlertRule } from '@backlint/model/alert';
import { backupFamiliesOf } from '@backlint/model/backup-families';
import type { BackupModel } from '@backlint/model/backup-model';
import { exportOf } from '@backlint/model/exported-metrics';
import { schedulesOf, walArchivesOf } from '@backlint/model/questions';

const baseBackups = 'base backups';

export const missingBackupAlert: Rule = {
  id: 'missing-backup-alert',
  summary: 'Alerts on databases, but none on their backups',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    const environments = new Map<AlertRule['surroundings'], AlertRule[]>();
    for (const rule of model.alertRules) {
      const others = environments.get(rule.surroundings);
      if (others) others.push(rule);
      else environments.set(rule.surroundings, [rule]);
    }
    for (const rules of environments.values()) yield* judge(model, rules);
  },
};

function* judge(model: BackupModel, rules: readonly AlertRule[]): Iterable<Assessment> {
  const first = rules.find(({ metrics }) => metrics.some(({ name }) => /^cnpg_/.test(name)));
  const databases = first?.surroundings.databases.filter(({ role }) => role.kind === 'primary') ?? [];
  // Without alerts on databases they may all be kept elsewhere.
  if (!first || databases.length === 0) return;
  const subjects = [
    {
      name: baseBackups,
      isThere: databases.some((database) => schedulesOf(model, database).certain.length > 0),
      pattern: /backup|recoverab|restore/i,
    },
    {
      name: 'the archiving of WAL',
      isThere: databases.some((database) => walArchivesOf(model, database).certain.length > 0),
      pattern: /archiv|pg_wal/i,
    },
  ].filter(({ isThere }) => isThere);
  const missing: string[] = [];
  for (const { name, pattern } of subjects) {
    const alerts = rules.filter((rule) => isAbout(rule, pattern));
    // One that can never fire is the matter of `nonexistent-alert-metric`.
    const alert = alerts.find(({ metrics }) => !metrics.some((use) => exportOf(use.name) === 'nowhere'));
    if (alerts.length === 0) missing.push(name);
    else if (alert) {
      const message = `There is an alert on ${name}`;
      yield { outcome: 'upheld', about: alert, message, evidence: [{ message: 'the alert', at: alert.origin }] };
    }
  }
  if (missing.length === 0) return;
  const unreadable = rules.find((rule) => rule.unreadable !== undefined);
  if (unreadable) {
    const why = `whether there is an alert on ${missing.join(' and on ')} is not known: ${unreadable.unreadable} (${unreadable.title})`;
    yield { outcome: 'undecided', about: first, why };
  } else yield problem(first, missing);
}

function isAbout({ title, metrics }: AlertRule, pattern: RegExp): boolean {
  return (
    pattern.test(title) ||
    metrics.some(({ name, matchers }) =>
      [name, ...matchers.map(({ value }) => value)].some((text) => pattern.test(text)),
    )
  );
}

function problem(first: AlertRule, missing: readonly string[]): Assessment {
  const families = backupFamiliesOf(first.surroundings.databases);
  const prefix = families?.has('plugin') ? 'barman_cloud_cloudnative_pg_io' : 'cnpg_collector';
  return {
    outcome: 'problem',
    about: first,
    message: `There are alerts on databases, such as ${first.title.replace(/^the \w+ /, '')}, but none on ${missing.join(' or on ')}: when that stops, nobody hears of it until a restore is needed`,
    remedy: missing.includes(baseBackups)
      ? `Add an alert on the age of the newest one, \`time() - max by (namespace, cluster) (${prefix}_last_available_backup_timestamp)\``
      : 'Add an alert on `cnpg_collector_pg_wal_archive_status{value="ready"}`, the WAL that waits to be archived',
  };
}
