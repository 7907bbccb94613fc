import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { Tier } from '@backlint/lint/tier';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { known } from '@backlint/source/value';
import { judgePrimaries } from '../judge-primaries.ts';
import { type Demand, demandsOf } from './demands.ts';

export const unmetTier: Rule = {
  id: 'unmet-tier',
  summary: 'A database whose backups are not what its tier demands',
  severity: 'error',
  since: '0.1.0',

  *check(model, { now, tiers = [] }) {
    if (tiers.length === 0) return;
    yield* judgePrimaries(model, (database) => judge(model, database, tiers, now));
  },
};

function* judge(model: BackupModel, database: Database, tiers: readonly Tier[], now: Date): Iterable<Assessment> {
  const label = known(database.tier);
  const tier =
    tiers.find(({ name }) => name === label) ?? (label === undefined ? matching(database, tiers) : undefined);
  if (!tier) {
    if (label !== undefined) yield strangeTier(database, label, tiers);
    return;
  }
  for (const demand of demandsOf(model, database, tier, now)) yield assessmentOf(database, tier, demand);
}

function matching(database: Database, tiers: readonly Tier[]): Tier | undefined {
  const [namespace, name] = [known(database.namespace) ?? '', known(database.name) ?? ''];
  return tiers.find(({ namespaces, names }) => names.includes(name) || namespaces.includes(namespace));
}

function strangeTier(database: Database, label: string, tiers: readonly Tier[]): Assessment {
  return {
    outcome: 'problem',
    about: database,
    at: database.tier.origin,
    discriminator: 'name',
    severity: 'warning',
    message: `${database.title} says that it is of tier \`${label}\`, which the configuration does not have: nothing is demanded of it`,
    remedy: `Write one of ${tiers.map(({ name }) => `\`${name}\``).join(', ')}`,
  };
}

function assessmentOf(database: Database, { name }: Tier, demand: Demand): Assessment {
  const evidence = demand.at ? [{ message: 'what there is', at: demand.at }] : [];
  switch (demand.outcome) {
    case 'met':
      return {
        outcome: 'upheld',
        about: database,
        message: `${database.title} has what tier ${name} demands: ${demand.text}`,
        evidence,
      };
    case 'unmet':
      return {
        outcome: 'problem',
        about: database,
        discriminator: demand.what,
        message: `${database.title} is of tier ${name}, which demands ${demand.text}`,
        evidence,
      };
    case 'exceeded':
      return {
        outcome: 'problem',
        about: database,
        severity: 'note',
        discriminator: demand.what,
        message: `${database.title} is of tier ${name}, which has ${demand.text}`,
        remedy: 'Let the tier say what there is, so that nobody plans with less than they have and pay for',
        evidence,
      };
    case 'undecided':
      return {
        outcome: 'undecided',
        about: database,
        why: `whether ${database.title} has what tier ${name} demands is not known: ${demand.text}`,
      };
  }
}
