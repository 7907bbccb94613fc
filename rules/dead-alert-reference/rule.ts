import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { AlertRule } from '@backlint/model/alert';
import { type AlertReference, referencesOf } from '@backlint/model/alert-references';
import { known } from '@backlint/source/value';
import { nearestName } from '../nearest-name.ts';
import { sentence } from '../sentence.ts';

export const deadAlertReference: Rule = {
  id: 'dead-alert-reference',
  summary: 'An alert on a namespace, job or cluster that is not there',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const rule of model.alertRules) {
      const references = new Map<string, AlertReference>();
      for (const reference of rule.metrics.flatMap((use) => referencesOf(use, rule))) {
        const key = `${reference.kind} ${reference.name}`;
        if (!references.has(key)) references.set(key, reference);
      }
      for (const [key, reference] of references) yield judge(rule, reference, key);
    }
  },
};

function judge(rule: AlertRule, { kind, name, found, unknown, origin }: AlertReference, key: string): Assessment {
  const place = { about: rule, at: origin };
  const [first] = found;
  if (first) {
    const message = sentence(`${rule.title} watches ${kind} \`${name}\`, which is there`);
    return { outcome: 'upheld', ...place, message, evidence: [{ message: first.title, at: first.origin }] };
  }
  if (unknown !== undefined) {
    return { outcome: 'undecided', ...place, why: `whether ${kind} \`${name}\` is there is not known: ${unknown}` };
  }
  const jobs = rule.surroundings.cronJobs.flatMap((job) => known(job.name) ?? []);
  if (kind === 'CronJob' && !isAboutPostgres(rule, name) && nearestName(name, jobs) === undefined) {
    return {
      outcome: 'undecided',
      ...place,
      why: `the CronJob \`${name}\` is not declared here, but a chart may make it`,
    };
  }
  const what =
    kind === 'namespace'
      ? `the namespace \`${name}\`, where no database is`
      : `the ${kind} \`${name}\`, which is not there`;
  return {
    outcome: 'problem',
    ...place,
    discriminator: key,
    message: sentence(`${rule.title} watches ${what}: it has nothing to compare, so the alarm never comes`),
    remedy: 'Name what is there, or delete the alert so that nobody relies on it',
  };
}

/** Many charts make CronJobs, but hardly one makes those that look after databases of CloudNativePG. */
function isAboutPostgres({ address }: AlertRule, name: string): boolean {
  return /cnpg|cloudnative|postgres|barman/i.test(`${address.replace(/^.*#/s, '')} ${name}`);
}
