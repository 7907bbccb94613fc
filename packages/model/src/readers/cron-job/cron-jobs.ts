import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { booleanAt, numberAt, stringAt } from '@backlint/source/node-values';
import { orDefault } from '@backlint/source/value';
import type { Database } from '../../database.ts';
import type { JobConduct } from '../../job-conduct.ts';
import type { BaseBackupSchedule, LogicalDump, WalArchive } from '../../protection.ts';
import type { Schedule } from '../../schedule.ts';
import type { Verification } from '../../verification.ts';
import type { Engine, WorkloadDatabase } from '../../workload-database.ts';
import { partOf } from '../part-of.ts';
import { readDumpedWorkloads } from '../workloads/dumped-workloads.ts';
import { engineAround, isCalledBackup } from './called-backup.ts';
import { type Coverage, readCoverage, wholeBucketAmong } from './coverage.ts';
import { readDrill } from './drill.ts';
import { readDumpFailure, readPruning } from './dump-failure.ts';
import { readDumpTarget, type TargetSurroundings } from './dump-target.ts';
import { readFreshnessWindows, readLookedPlaces } from './freshness.ts';
import { type JobProgram, readJobProgram } from './job-program.ts';
import { readNamedUrls } from './named-urls.ts';
import { type Purpose, purposeOf } from './purpose.ts';
import { readScriptScope, type ScriptScope } from './script-scope.ts';

/** What is already known of the databases a job may be about. */
export interface JobSurroundings {
  readonly databases: readonly Database[];
  readonly walArchives: readonly WalArchive[];
  readonly workloadDatabases: readonly WorkloadDatabase[];
  readonly places: TargetSurroundings;
}

/** What CronJobs do for backups. */
export interface JobReadings {
  readonly verifications: readonly Verification[];
  readonly logicalDumps: readonly LogicalDump[];
  readonly baseBackups: readonly BaseBackupSchedule[];
}

/** The CronJobs that take base backups, dump databases, look whether backups are there, or restore them; no others. */
export function readCronJobs(objects: readonly KubernetesObject[], surroundings: JobSurroundings): JobReadings {
  const readings = objects.map((object) => readCronJob(object, surroundings));
  return {
    verifications: readings.flatMap(({ verifications }) => verifications),
    logicalDumps: readings.flatMap(({ logicalDumps }) => logicalDumps),
    baseBackups: readings.flatMap(({ baseBackups }) => baseBackups),
  };
}

const nothing: JobReadings = { verifications: [], logicalDumps: [], baseBackups: [] };

function readCronJob(object: KubernetesObject, surroundings: JobSurroundings): JobReadings {
  const program = readJobProgram(object);
  const purpose = purposeOf(object, program);
  if (!purpose) return { ...nothing, logicalDumps: readPerhapsDump(object, program, surroundings) };
  if (purpose.kind === 'logical-dump') {
    return { ...nothing, logicalDumps: [readDump(object, purpose.engine, program, surroundings)] };
  }
  const coverage = readCoverage(purpose.kind, program, object.namespace, surroundings);
  const job = readJob(object, coverage);
  if (purpose.kind === 'base-backup') return { ...nothing, baseBackups: readBaseBackups(object, job, coverage) };
  const { kind, evidence } = purpose;
  const look = readLook(object, kind, program);
  const whole = wholeBucketAmong(look.places, surroundings.walArchives);
  const coversUnknown = job.coversUnknown ?? whole;
  return {
    ...nothing,
    verifications: [
      {
        ...job,
        ...(coversUnknown === undefined ? {} : { coversUnknown }),
        kind,
        looksAt: looksAt(kind, program),
        evidence,
        ...look,
      },
    ],
  };
}

function readDump(
  object: KubernetesObject,
  engine: Engine,
  program: JobProgram,
  surroundings: JobSurroundings,
): LogicalDump {
  const { namespace } = object;
  const managed =
    engine === 'postgresql' ? readCoverage('logical-dump', program, namespace, surroundings) : { links: [] };
  const plain = readDumpedWorkloads(engine, program, namespace, surroundings.workloadDatabases);
  const isTold = managed.links.length > 0 || plain.links.length > 0;
  const pruning = readPruning(program.scripts);
  // A server that is told to be one is not the other.
  const job = readJob(object, plain.links.length > 0 ? { links: managed.links } : managed);
  return {
    ...job,
    engine,
    coversWorkloads: plain.links,
    conduct: readConduct(object),
    failure: readDumpFailure(program.scripts, program.unseen),
    target: readDumpTarget(object, program, scopeOf(program), surroundings.places),
    ...(pruning ? { prunes: pruning } : {}),
    ...(isTold || plain.unknown === undefined ? {} : { coversWorkloadsUnknown: plain.unknown }),
  };
}

/** A job that is called a backup, and runs what is not in the files, may be a dump of whatever it can reach. */
function readPerhapsDump(object: KubernetesObject, program: JobProgram, surroundings: JobSurroundings): LogicalDump[] {
  const { unseen: why } = program;
  if (why === undefined || !isCalledBackup(object)) return [];
  const reached = readCoverage('logical-dump', program, object.namespace, surroundings).links;
  const engine = reached.length > 0 ? 'postgresql' : engineAround(object, program);
  if (engine === undefined) return [];
  const dump = readDump(object, engine, program, surroundings);
  return [{ ...dump, covers: [], coversUnknown: why, coversWorkloads: [], coversWorkloadsUnknown: why }];
}

/** What the script of a verification looks for, and where. */
function readLook(
  object: KubernetesObject,
  kind: Verification['kind'],
  program: JobProgram,
): Pick<Verification, 'conduct' | 'windows' | 'places' | 'urls' | 'drill'> {
  const pipelines = program.scripts.flatMap((script) => script.pipelines);
  const scope = scopeOf(program);
  return {
    conduct: readConduct(object),
    windows: kind === 'freshness-check' ? readFreshnessWindows(pipelines, program) : [],
    places: kind === 'freshness-check' ? readLookedPlaces(pipelines, scope) : [],
    urls: readNamedUrls(program, scope),
    ...(kind === 'restore-drill' ? { drill: readDrill(program, scope, object.origin) } : {}),
  };
}

function scopeOf(program: JobProgram): ScriptScope {
  const pipelines = program.scripts.flatMap((script) => script.pipelines);
  return readScriptScope(program, pipelines);
}

function readConduct({ root }: KubernetesObject): JobConduct {
  const job = ['spec', 'jobTemplate', 'spec'];
  const ofJob = numberAt(root, ...job, 'activeDeadlineSeconds');
  const ofPod = numberAt(root, ...job, 'template', 'spec', 'activeDeadlineSeconds');
  return {
    concurrency: orDefault(stringAt(root, 'spec', 'concurrencyPolicy'), 'Allow'),
    deadline: ofJob.kind === 'absent' ? ofPod : ofJob,
  };
}

/** What every job has. */
type Job = Pick<
  Verification,
  'address' | 'title' | 'origin' | 'terraform' | 'namespace' | 'schedule' | 'suspended' | 'covers' | 'coversUnknown'
>;

function readJob(object: KubernetesObject, { links, unknown }: Coverage): Job {
  const { root, namespace } = object;
  return {
    ...partOf(object),
    namespace,
    schedule: readJobSchedule(object),
    suspended: orDefault(booleanAt(root, 'spec', 'suspend'), false),
    covers: links,
    ...(unknown === undefined ? {} : { coversUnknown: unknown }),
  };
}

function readJobSchedule({ root }: KubernetesObject): Schedule {
  return {
    dialect: 'cronjob',
    expression: stringAt(root, 'spec', 'schedule'),
    timeZone: stringAt(root, 'spec', 'timeZone'),
  };
}

/** A job that asks the operator for backups, seen as one schedule per database; what it asks for is in its script. */
function readBaseBackups(
  { name, namespace, origin }: KubernetesObject,
  { address, title, schedule, suspended }: Job,
  { links, unknown: unknownTarget }: Coverage,
): BaseBackupSchedule[] {
  const unknown = { kind: 'unknown', why: 'it is up to the script of the job', origin } as const;
  const why = unknownTarget ?? unknown.why;
  const targets = links.length > 0 ? links : [{ kind: 'unknown', why, origin } as const];
  return targets.map((database) => ({
    address: database.kind === 'resolved' ? `${address}#${database.to.address}` : address,
    title,
    origin,
    namespace,
    name,
    database,
    databaseName: database.kind === 'resolved' ? database.to.name : unknown,
    schedule,
    suspended,
    immediate: unknown,
    method: unknown,
    plugin: unknown,
    online: unknown,
    target: unknown,
    snapshotDeadline: unknown,
    ownerReference: unknown,
  }));
}

const baseBackupWords = [
  /(^|\/)base(\/|$)/,
  /^barman-cloud-backup-(list|show)$/,
  /^backups?(\.postgresql\.cnpg\.io)?$/,
  /lastSuccessfulBackup|firstRecoverabilityPoint|serverRecoveryWindow|LastBackupSucceeded/,
];
const walWords = /(^|\/)wals?(\/|$)|pg_stat_archiver|ContinuousArchiving/;

/**
 * A barman archive keeps base backups under `base/` and the log under `wals/`. A check that asks for neither is
 * satisfied by whatever is new, and that is nearly always WAL. A restore needs both, a standby WAL.
 */
function looksAt(kind: Purpose['kind'], { words, unseen }: JobProgram): Verification['looksAt'] {
  if (kind === 'restore-drill') return { baseBackups: true, wal: true };
  if (kind === 'standby-check') return { baseBackups: false, wal: true };
  const mentions = (pattern: RegExp) => words.some(({ text }) => pattern.test(text));
  const baseBackups = baseBackupWords.some(mentions);
  return {
    baseBackups,
    wal: mentions(walWords) || !baseBackups,
    ...(unseen === undefined ? {} : { unknown: unseen }),
  };
}
