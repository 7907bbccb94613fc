import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Evidence } from '@backlint/model/evidence';
import { type EgressTarget, type EgressVerdict, egressOf } from '@backlint/model/network/egress';
import { storeAddressOf } from '@backlint/model/network/store-address';
import { walArchivesOf } from '@backlint/model/questions';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';

export const blockedDatabaseEgress: Rule = {
  id: 'blocked-database-egress',
  summary: 'A network policy that keeps a database from its object store or from the API server',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    if (model.networkPolicies.length === 0) return;
    for (const database of model.databases) {
      if (database.role.kind === 'template' || known(database.hibernated) === true) continue;
      yield* judge(model, database);
    }
  },
};

/** Where a database has to get, how that is called, and what happens otherwise. */
interface Goal {
  readonly target: EgressTarget;
  readonly name: string;
  readonly consequence: string;
  readonly remedy: string;
  readonly at?: Origin;
}

const apiServer: Goal = {
  target: { kind: 'api-server' },
  name: 'the API server',
  consequence: 'its instances ask it who they are, so that none of them starts, and no backup either',
  remedy: 'the API server, in Cilium by `toEntities: [kube-apiserver]`',
};

function goalsOf(model: BackupModel, database: Database): readonly Goal[] {
  const stores = walArchivesOf(model, database).certain.flatMap(({ destination }) => {
    const address = destination.kind === 'resolved' ? storeAddressOf(destination.to) : undefined;
    if (destination.kind !== 'resolved' || address === undefined) return [];
    const name = address.host === undefined ? 'its object store' : `its object store, ${address.host}:${address.port}`;
    return [
      {
        target: { kind: 'store' as const, ...address },
        name,
        consequence: 'no WAL is archived and no backup is taken, until its volume is full and it stops',
        remedy: 'the object store',
        at: destination.to.origin,
      },
    ];
  });
  return [apiServer, ...stores];
}

function* judge(model: BackupModel, database: Database): Iterable<Assessment> {
  const answers = goalsOf(model, database).map((goal) => ({ goal, ...egressOf(model, database, goal.target) }));
  const denied = answers.filter(({ verdict, isAddressTrap }) => verdict === 'denied' && !isAddressTrap);
  if (denied.length > 0) yield blocked(database, denied);
  const open = answers.filter(({ verdict }) => verdict === 'unknown').map(({ goal }) => goal.name);
  if (open.length > 0) {
    const why = `whether network policies let it connect to ${open.join(' and to ')} depends on addresses, ports or labels that the files do not tell`;
    yield { outcome: 'undecided', about: database, why };
  }
  for (const answer of answers) {
    const { goal, verdict, restrictedBy, isAddressTrap } = answer;
    if (restrictedBy.length === 0) continue;
    if (verdict === 'allowed') {
      const message = `Network policies let ${database.title} connect to ${goal.name}`;
      yield { outcome: 'upheld', about: database, message, evidence: evidenceFor(answer) };
    } else if (isAddressTrap) yield trapped(database, answer);
  }
}

interface Answer extends EgressVerdict {
  readonly goal: Goal;
}

function blocked(database: Database, denied: readonly Answer[]): Assessment {
  const [first] = denied;
  const [policy] = first?.restrictedBy ?? [];
  const names = denied.map(({ goal }) => goal.name).join(' and from ');
  return {
    outcome: 'problem',
    about: database,
    discriminator: denied.map(({ goal }) => goal.target.kind).join(' '),
    message: `${policy?.title} keeps ${database.title} from ${names}, and no other policy lets it through: ${first?.goal.consequence}`,
    remedy: `Allow the pods of CloudNativePG egress to ${denied.map(({ goal }) => goal.remedy).join(' and to ')}`,
    evidence: first ? evidenceFor(first) : [],
  };
}

function trapped(database: Database, answer: Answer): Assessment {
  const { goal } = answer;
  return {
    outcome: 'problem',
    about: database,
    discriminator: 'address',
    // Some versions of Cilium do match the address of an API server outside the cluster.
    severity: 'warning',
    message: `${database.title} may connect to ${goal.name} by its address alone, which Cilium never matches: ${goal.consequence}`,
    remedy: `Allow the pods of CloudNativePG egress to ${goal.remedy}`,
    evidence: evidenceFor(answer),
  };
}

function evidenceFor({ goal, restrictedBy, by, verdict }: Answer): readonly Evidence[] {
  const [policy] = restrictedBy;
  return [
    ...(policy ? [{ message: `${policy.title} restricts its connections`, at: policy.origin }] : []),
    ...(by ? [{ message: evidenceOf[verdict], at: by.origin }] : []),
    ...(goal.at ? [{ message: 'the object store', at: goal.at }] : []),
  ];
}

const evidenceOf = {
  allowed: 'this lets it through',
  unknown: 'this may let it through',
  denied: 'Cilium knows the API server by its identity, not by addresses',
} as const;
