import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import { dumpsOfWorkload, volumeBackupsOf, volumeSnapshotsOf } from '@backlint/model/questions';
import type { Engine, WorkloadDatabase } from '@backlint/model/workload-database';
import { known, type Value } from '@backlint/source/value';

const calledBy: Readonly<Record<Engine, string>> = {
  postgresql: 'PostgreSQL',
  mysql: 'MySQL or MariaDB',
  mongodb: 'MongoDB',
  redis: 'Redis or Valkey',
};

const dumper: Readonly<Record<Engine, string>> = {
  postgresql: 'pg_dump',
  mysql: 'mysqldump --single-transaction',
  mongodb: 'mongodump',
  redis: 'redis-cli --rdb',
};

export const unprotectedWorkloadDatabase: Rule = {
  id: 'unprotected-workload-database',
  summary: 'A database outside any operator that nothing backs up',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.workloadDatabases) yield* judge(model, database);
  },
};

function* judge(model: BackupModel, database: WorkloadDatabase): Iterable<Assessment> {
  const { title, engine, image, data } = database;
  const dumps = dumpsOfWorkload(model, database);
  const copies = volumeBackupsOf(model, database);
  const active = [
    ...dumps.certain.filter(isActive).map((dump) => ({ message: `${dump.title} dumps it`, at: dump.origin })),
    ...copies.certain.filter(isActive).map((copy) => ({ message: `${copy.title} copies its volume`, at: copy.origin })),
    ...database.copyRequests.map(({ tool, origin }) => ({
      message: `${tool} is asked to copy its volume`,
      at: origin,
    })),
  ];
  if (active.length > 0) {
    yield { outcome: 'upheld', about: database, message: `Something backs up ${title}`, evidence: active };
    return;
  }
  const perhaps = [...dumps.possible, ...copies.possible].find(isPerhapsActive);
  if (perhaps) {
    const decides = 'selects' in perhaps ? `: ${perhaps.selects}` : '';
    yield {
      outcome: 'undecided',
      about: database,
      why: `${perhaps.title} may protect it, but backlint cannot tell${decides}`,
    };
    return;
  }
  if (data.kind === 'unknown') {
    const why = `whether ${title} keeps data is not known: ${data.why}`;
    yield { outcome: 'undecided', about: database, at: data.origin, why };
    return;
  }
  const asleep = [...dumps.certain, ...copies.certain].map((one) => ({
    message: `${one.title} would, but is suspended`,
    at: one.suspended.origin,
  }));
  yield {
    outcome: 'problem',
    about: database,
    severity: severityOf(database),
    message:
      data.kind === 'none'
        ? `${title} runs ${calledBy[engine]} without a volume that outlives its pod, and nothing dumps it: the data is gone with the pod`
        : `${title} runs ${calledBy[engine]} outside any operator, and nothing dumps it or copies its volume: whoever loses the volume loses the data`,
    remedy: `Add a CronJob that runs ${dumper[engine]} and uploads what it wrote, or let a database operator run it`,
    evidence: [
      { message: 'the database server', at: image.origin },
      ...(data.kind === 'none' ? [] : [{ message: 'its data', at: data.origin }]),
      ...asleep,
      ...volumeSnapshotsOf(model, database).certain.map(({ title, origin }) => ({
        message: `${title} takes snapshots only, which are lost with the volume`,
        at: origin,
      })),
    ],
  };
}

interface Protection {
  readonly suspended: Value<boolean>;
}

function isActive({ suspended }: Protection): boolean {
  return known(suspended) === false;
}

function isPerhapsActive({ suspended }: Protection): boolean {
  return known(suspended) !== true;
}

/** What is thrown away with every pod, or is there for trying things out, is rarely missed; a queue in Redis sometimes. */
function severityOf({ engine, data, trial }: WorkloadDatabase): 'error' | 'warning' | 'note' {
  if (trial !== undefined) return data.kind === 'none' ? 'note' : 'warning';
  return engine === 'redis' || data.kind === 'none' ? 'warning' : 'error';
}
