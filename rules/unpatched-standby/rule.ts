import type { Problem } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { NamedPlace, RecoveryPlan, SideUses } from '@backlint/model/wild-cloud';
import { known } from '@backlint/source/value';

export const unpatchedStandby: Rule = {
  id: 'unpatched-standby',
  summary: 'A standby of Wild Cloud that still uses what belongs to the app in use',
  severity: 'error',
  since: '0.1.0',

  *check({ wildCloud }) {
    for (const plan of wildCloud.plans) {
      const { uses } = plan.standby;
      const problems = [
        ...judgePlan(plan),
        ...(uses ? [...judgeMounts(plan, uses), ...judgeVariables(plan, uses), ...judgePlace(plan, uses)] : []),
      ];
      yield* problems;
      if (problems.length > 0 || !uses) continue;
      const evidence = [{ message: 'the plan', at: plan.origin }];
      yield {
        outcome: 'upheld',
        about: plan,
        message: `The standby of the ${plan.title} shares nothing with the app in use`,
        evidence,
      };
    }
  },
};

/** What the plan itself gives to both sides. */
function* judgePlan(plan: RecoveryPlan): Iterable<Problem> {
  const { source, standby, strategies } = plan;
  const shared = [
    { what: 'namespace', left: source.namespace, right: standby.namespace },
    { what: 'directory', left: source.directory, right: standby.directory },
    ...strategies.map((one) => ({ what: 'database', left: one.database, right: one.restoredDatabase })),
    ...strategies.flatMap(({ restoredVolumes }) =>
      restoredVolumes.map(({ claim, volume }) => ({ what: 'volume', left: claim, right: volume })),
    ),
  ];
  for (const { what, left, right } of shared) {
    const name = known(right);
    if (name === undefined || name !== known(left)) continue;
    yield {
      outcome: 'problem',
      about: plan,
      at: right.origin,
      discriminator: `${what} ${name}`,
      message: `The ${plan.title} restores into the ${what} ${name} of the app in use: what it was to replace after a look is overwritten`,
      remedy: `Restore into a ${what} of the color of the standby`,
      evidence: [{ message: 'the app in use', at: left.origin }],
    };
  }
}

function* judgeMounts(plan: RecoveryPlan, { mounts }: SideUses): Iterable<Problem> {
  const restored = plan.strategies.flatMap(({ restoredVolumes }) => restoredVolumes);
  for (const { name, origin } of distinct(mounts)) {
    const volume = restored.find(({ claim }) => known(claim) === name)?.volume;
    const target = volume && known(volume);
    if (volume === undefined || target === undefined || target === name) continue;
    yield {
      outcome: 'problem',
      about: plan,
      at: origin,
      discriminator: `mount ${name}`,
      message: `The standby mounts ${name}, and its data was restored into ${target}: it starts on the volume of the app in use, or on an empty one, and never shows what was restored`,
      remedy: `Patch the claimName to \`${target}\` in the kustomization of the standby`,
      evidence: [{ message: 'what was restored', at: volume.origin }],
    };
  }
}

function* judgeVariables(plan: RecoveryPlan, { variables }: SideUses): Iterable<Problem> {
  for (const { database, restoredDatabase } of plan.strategies) {
    const [from, to] = [known(database), known(restoredDatabase)];
    if (from === undefined || to === undefined || from === to) continue;
    for (const { name, value, origin } of variables) {
      if (!namesDatabase(name, value, from)) continue;
      yield {
        outcome: 'problem',
        about: plan,
        at: origin,
        discriminator: `variable ${name}`,
        message: `${name} of the standby still leads to the database ${from} of the app in use: whoever tries out the standby changes its data`,
        remedy: `Patch it to \`${to}\` in the kustomization of the standby`,
        evidence: [{ message: 'what was restored', at: restoredDatabase.origin }],
      };
    }
  }
}

function* judgePlace(plan: RecoveryPlan, uses: SideUses): Iterable<Problem> {
  const { source, standby } = plan;
  const target = known(standby.namespace);
  const active = uses.namespaces.find(({ name }) => name === known(source.namespace));
  // Some objects have their place with others, such as a rule for the monitoring; all of them is a mistake.
  const isElsewhere = uses.namespaces.every(({ name }) => name !== target);
  const other = active ?? (isElsewhere ? uses.namespaces[0] : undefined);
  if (other && target !== undefined && target !== known(source.namespace)) {
    yield {
      outcome: 'problem',
      about: plan,
      at: other.origin,
      discriminator: 'namespace',
      message: active
        ? `The files of the standby still go to the namespace ${other.name}: applied, they replace the app in use`
        : `The files of the standby go to the namespace ${other.name}, and its secrets and volumes to ${target}`,
      remedy: `Set \`namespace: ${target}\` in the kustomization of the standby, and the name in its Namespace`,
      evidence: [{ message: 'the namespace of the plan', at: standby.namespace.origin }],
    };
  }
  const taken = new Set(source.uses?.hosts.map(({ name }) => name) ?? []);
  for (const { name, origin } of distinct(uses.hosts.filter((host) => taken.has(host.name)))) {
    yield {
      outcome: 'problem',
      about: plan,
      at: origin,
      severity: 'warning',
      discriminator: `host ${name}`,
      message: `The standby claims the host ${name} of the app in use: visitors may reach either before the switch`,
      remedy: 'Give the standby a host of its own until the switch',
    };
  }
}

/** A variable that is a user or a host may have the same value by chance. */
function namesDatabase(name: string, value: string, database: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return value.replace(/[?#].*$/s, '').endsWith(`/${database}`);
  return (
    value === database &&
    /database|db_?name|_db$|^PGDATABASE$/i.test(name) &&
    !/user|host|type|engine|schema|role|owner|prefix|pass|port/i.test(name)
  );
}

function distinct(places: readonly NamedPlace[]): readonly NamedPlace[] {
  return [...new Map(places.toReversed().map((place) => [place.name, place])).values()].reverse();
}
