import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { AlertRule, MetricUse } from '@backlint/model/alert';
import { backupFamiliesOf } from '@backlint/model/backup-families';
import type { Database } from '@backlint/model/database';
import { type BackupMetricFamily, backupFamilyOf, counterpartOf } from '@backlint/model/exported-metrics';
import { databasesWatchedBy } from '@backlint/model/watched-databases';
import { renameMetric } from '../rename-metric.ts';
import { sentence } from '../sentence.ts';

export const frozenAlertMetric: Rule = {
  id: 'frozen-alert-metric',
  summary: 'An alert on a backup metric that does not move for the way in which backups are taken',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const rule of model.alertRules) {
      const families = new Set(rule.metrics.map(({ name }) => backupFamilyOf(name)));
      // An expression with both is right for either.
      if (families.has('in-tree') && families.has('plugin')) continue;
      const names = new Set(rule.metrics.map(({ name }) => name));
      for (const name of names) yield* judge(rule, name);
    }
  },
};

function* judge(rule: AlertRule, name: string): Iterable<Assessment> {
  const family = backupFamilyOf(name);
  const uses = rule.metrics.filter((use) => use.name === name);
  const [first] = uses;
  if (family === undefined || !first) return;
  const watched = watchedBy(rule, first).filter(({ backupCapabilities }) => backupCapabilities.length > 0);
  const [example] = watched;
  if (!example) return;
  const place = { about: rule, at: first.origin };
  const inUse = backupFamiliesOf(watched);
  if (inUse === undefined) {
    yield { outcome: 'undecided', ...place, why: 'the files do not decide how backups are taken here' };
    return;
  }
  const evidence = [{ message: `the backups of ${example.title}`, at: placeOf(example) }];
  if (inUse.has(family)) {
    const message = sentence(`${rule.title} asks for a metric that ${inUse.size > 1 ? 'some' : 'the'} databases move`);
    yield { outcome: 'upheld', ...place, message, evidence };
    return;
  }
  if (inUse.size === 0) return;
  const counterpart = counterpartOf(name);
  yield {
    outcome: 'problem',
    ...place,
    discriminator: name,
    message: sentence(`${rule.title} asks for \`${name}\`, ${reasons[family]}`),
    ...(counterpart === undefined ? {} : { remedy: `Ask for \`${counterpart}\``, ...renameMetric(uses, counterpart) }),
    evidence,
  };
}

const reasons: Readonly<Record<BackupMetricFamily, string>> = {
  'in-tree':
    'which only in-tree backups and volume snapshots move, but these databases back up through a plugin: it stands at 0 or at the last backup before the plugin, whatever happens now',
  plugin:
    'which only the barman-cloud plugin exports, but these databases back up without it: a comparison with nothing is never true, so the alarm never comes',
};

function watchedBy(rule: AlertRule, use: MetricUse): readonly Database[] {
  const { certain, possible } = databasesWatchedBy(use, rule);
  return [...certain, ...possible];
}

function placeOf({ backupCapabilities, origin }: Database): Database['origin'] {
  return backupCapabilities[0]?.origin ?? origin;
}
