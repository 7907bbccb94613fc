import type { Problem } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { restorePathsOf } from '@backlint/model/questions';
import { known, type Value } from '@backlint/source/value';

export const contradictoryBootstrap: Rule = {
  id: 'contradictory-bootstrap',
  summary: 'A database that is told to begin, or to follow, in two ways at once',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      yield* judgeMethods(database);
      yield* judgeReplica(database);
      yield* judgeRecovery(model, database);
    }
  },
};

function* judgeMethods(database: Database): Iterable<Problem> {
  const [first, second] = database.bootstrapMethods;
  if (!first || !second) return;
  yield {
    outcome: 'problem',
    about: database,
    at: second.origin,
    discriminator: 'methods',
    message: `${database.title} is told to begin by ${first.method} and by ${second.method}: the API server refuses it`,
    remedy: `Keep one of them; to restore, that is \`recovery\``,
    evidence: [{ message: 'the other way', at: first.origin }],
  };
}

function* judgeReplica(database: Database): Iterable<Problem> {
  const { replica, role, bootstrapMethods, title } = database;
  if (!replica) return;
  const { enabled, primary } = replica;
  if (known(enabled) !== undefined && isSet(primary)) {
    yield {
      outcome: 'problem',
      about: database,
      at: primary.origin,
      discriminator: 'replica',
      message: `${title} says by \`enabled\` whether it is a replica, and by \`primary\` who is not: the API server refuses both together`,
      remedy: 'Write `primary` where the clusters may change roles, and `enabled` otherwise',
      evidence: [{ message: 'the other setting', at: enabled.origin }],
    };
  }
  if (role.kind === 'standby' && bootstrapMethods.length === 0) {
    yield {
      outcome: 'problem',
      about: database,
      at: replica.origin,
      discriminator: 'bootstrap',
      message: `${title} follows another cluster, but is not told to begin as a copy of it: the API server refuses a replica without \`bootstrap\``,
      remedy: 'Write `bootstrap.recovery`, or `bootstrap.pg_basebackup`, with the same source',
    };
  }
}

function* judgeRecovery(model: BackupModel, database: Database): Iterable<Problem> {
  const { recovery, title } = database;
  if (!recovery || !isSet(recovery.backup)) return;
  const { backup, source, fromSnapshots } = recovery;
  const common = { outcome: 'problem', about: database, at: backup.origin, discriminator: 'recovery' } as const;
  if (fromSnapshots) {
    yield {
      ...common,
      message: `${title} is to be restored from volume snapshots and from a Backup object: the API server refuses it`,
      remedy: 'Keep one of them; WAL may come from `source` beside the snapshots',
    };
  } else if (isSet(source)) {
    const path = restorePathsOf(model, database).find((one) => known(one.source) === known(source));
    // A plugin is asked first; the operator itself begins with the Backup object.
    const [used, ignored] = path?.plugin ? ['source', 'backup'] : ['backup', 'source'];
    yield {
      ...common,
      severity: 'warning',
      message: `${title} names both a Backup object and an external cluster to be restored from: \`${used}\` is used and \`${ignored}\` is not`,
      remedy: `Remove \`${ignored}\``,
      evidence: [{ message: 'the external cluster', at: source.origin }],
    };
  }
}

function isSet(value: Value<string>): boolean {
  return value.kind === 'written' && value.value !== '';
}
