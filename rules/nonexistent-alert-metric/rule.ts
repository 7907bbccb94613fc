import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { AlertRule, MetricUse } from '@backlint/model/alert';
import { backupFamiliesOf } from '@backlint/model/backup-families';
import { exportedMetrics, exportOf, meantMetrics } from '@backlint/model/exported-metrics';
import { known } from '@backlint/source/value';
import { nearestName } from '../nearest-name.ts';
import { renameMetric } from '../rename-metric.ts';
import { sentence } from '../sentence.ts';

export const nonexistentAlertMetric: Rule = {
  id: 'nonexistent-alert-metric',
  summary: 'An alert on a metric that nothing exports',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    const recorded = new Set(model.alertRules.map(({ records }) => known(records)));
    for (const rule of model.alertRules) {
      const names = [...new Set(rule.metrics.map(({ name }) => name))].filter((name) => !recorded.has(name));
      const assessments = names.flatMap((name) => judge(rule, name) ?? []);
      yield* assessments;
      const exported = rule.metrics.find(({ name }) => exportOf(name) === 'exported');
      if (assessments.length > 0 || !exported) continue;
      const message = sentence(`${rule.title} asks for metrics that exist`);
      const evidence = [{ message: exported.name, at: exported.origin }];
      yield { outcome: 'upheld', about: rule, at: exported.origin, message, evidence };
    }
  },
};

function judge(rule: AlertRule, name: string): Assessment | undefined {
  const status = exportOf(name);
  const uses = rule.metrics.filter((use) => use.name === name);
  const [first] = uses;
  if (!first || status === undefined || status === 'exported') return undefined;
  const meant = meantBy(rule, name) ?? nearestName(name, exportedMetrics);
  const place = { about: rule, at: first.origin };
  if (status === 'custom' && meant === undefined) {
    const why = `nothing that backlint knows exports \`${name}\`, but a query of your own may`;
    return { outcome: 'undecided', ...place, why };
  }
  return {
    outcome: 'problem',
    ...place,
    discriminator: name,
    message: sentence(`${rule.title} asks for \`${name}\`, which nothing exports: ${consequenceOf(first)}`),
    ...(meant === undefined
      ? { remedy: 'Ask for a metric that is there' }
      : { remedy: `Did you mean \`${meant}\`?`, ...renameMetric(uses, meant) }),
  };
}

function consequenceOf({ isAskedForAbsence }: MetricUse): string {
  return isAskedForAbsence
    ? 'it is always absent, so the alarm never ends'
    : 'a comparison with nothing is never true, so the alarm never comes';
}

function meantBy({ surroundings }: AlertRule, name: string): string | undefined {
  const meant = meantMetrics.get(name);
  if (meant === undefined || meant.startsWith('cnpg_')) return meant;
  const families = backupFamiliesOf(surroundings.databases);
  if (families?.size !== 1) return undefined;
  return families.has('plugin') ? `barman_cloud_cloudnative_pg_io_${meant}` : `cnpg_collector_${meant}`;
}
