import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { NamedPlace, RecoveryPlan, WildCloudApp } from '@backlint/model/wild-cloud';
import { compareText } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import { sentence } from '../sentence.ts';

export const incompleteAppBackup: Rule = {
  id: 'incomplete-app-backup',
  summary: 'Data of a Wild Cloud app that its backup leaves out',
  severity: 'error',
  since: '0.1.0',

  *check({ wildCloud: { apps, plans } }) {
    for (const app of apps) {
      const plan = latestPlanOf(app, plans);
      for (const requirement of app.requires) yield* judgeRequirement(app, requirement, plan);
      if (plan) yield* judgeVolumes(app, plan);
    }
  },
};

function* judgeRequirement(
  app: WildCloudApp,
  { name, origin }: NamedPlace,
  plan: RecoveryPlan | undefined,
): Iterable<Assessment> {
  const engine = engines.find(({ names }) => names.test(name));
  if (!engine) return;
  const { strategy } = engine;
  const written = plan?.strategies.find((one) => known(one.name) === strategy);
  if (written && strategy) {
    const message = `The last backup of ${app.title} has a dump of its database`;
    yield {
      outcome: 'upheld',
      about: app,
      at: origin,
      message,
      evidence: [{ message: 'the strategy', at: written.origin }],
    };
    return;
  }
  const about = { outcome: 'problem', about: app, at: origin, discriminator: name } as const;
  if (strategy === undefined) {
    yield {
      ...about,
      message: `${sentence(app.title)} keeps data in ${name}, which no backup strategy of Wild Cloud dumps: its backups are without that data`,
      remedy: 'Dump it by a CronJob of your own, or copy the volumes of its server',
    };
  } else if (plan) {
    yield {
      ...about,
      message: `${sentence(app.title)} requires ${name}, and its last backup has no ${strategy} strategy: whatever it saved, the database is not in it`,
      remedy: `Require \`${strategy}\`, the name by which Wild Cloud selects the dump, and back up again`,
      evidence: [{ message: 'the last backup', at: plan.origin }],
    };
  } else if (!engine.selected.test(name)) {
    yield {
      ...about,
      severity: 'warning',
      message: `${sentence(app.title)} requires ${name}, and Wild Cloud selects the ${strategy} strategy by the names ${engine.shown} only: its backups would succeed without the database`,
      remedy: `Require \`${strategy}\`, or see in the next recovery plan that the strategy is there`,
    };
  }
}

function* judgeVolumes(app: WildCloudApp, plan: RecoveryPlan): Iterable<Assessment> {
  if (!app.claims) return;
  const saved = new Set(plan.strategies.flatMap(({ volumes }) => volumes.map(({ claim }) => known(claim))));
  for (const { name, origin } of app.claims) {
    if (saved.has(name)) continue;
    const isSkipped = /-(?:cache|tmp)/.test(name);
    if (isSkipped) continue;
    yield {
      outcome: 'problem',
      about: app,
      at: origin,
      discriminator: `volume ${name}`,
      message: `The last backup of ${app.title} is without its volume ${name}`,
      remedy: 'Back up again with the longhorn-native strategy, and see that the volume is one of Longhorn',
      evidence: [{ message: 'the last backup', at: plan.origin }],
    };
  }
}

interface Engine {
  readonly names: RegExp;
  /** The strategy that dumps it; absent where there is none. */
  readonly strategy?: 'postgres' | 'mysql';
  /** The names by which Wild Cloud finds the strategy. */
  readonly selected: RegExp;
  readonly shown: string;
}

const engines: readonly Engine[] = [
  {
    names: /^(?:pg|postgres(?:ql)?|cnpg|cloudnative-?pg|postgis|pgvector|timescaledb)$/,
    strategy: 'postgres',
    selected: /^postgres(?:ql)?$/,
    shown: '`postgres` and `postgresql`',
  },
  {
    names: /^(?:mysql|mariadb|percona)$/,
    strategy: 'mysql',
    selected: /^(?:mysql|mariadb)$/,
    shown: '`mysql` and `mariadb`',
  },
  { names: /^(?:mongo(?:db)?|couchdb|clickhouse|influxdb|cockroachdb|neo4j)$/, selected: /^$/, shown: '' },
];

/** The newest plan for an app in the same instance. */
function latestPlanOf({ name, directory }: WildCloudApp, plans: readonly RecoveryPlan[]): RecoveryPlan | undefined {
  const home = directory.replace(/(?:^|\/)apps\/[^/]+$/, '/');
  return plans
    .filter(({ app, origin }) => known(app) === name && home !== directory && origin.range.file.path.startsWith(home))
    .toSorted((left, right) => compareText(known(right.timestamp) ?? '', known(left.timestamp) ?? ''))[0];
}
