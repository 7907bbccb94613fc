import type { Origin } from '@backlint/source/origin';
import type { Link, Value } from '@backlint/source/value';
import type { BackupMethod, Database } from './database.ts';
import type { Destination } from './destination.ts';
import type { DumpTarget } from './dump-target.ts';
import type { DumpFailure, JobConduct } from './job-conduct.ts';
import type { Named } from './link.ts';
import type { Part } from './part.ts';
import type { Schedule } from './schedule.ts';
import type { Engine, WorkloadDatabase } from './workload-database.ts';

/** The continuous archiving of a database's write-ahead log to a destination. */
export interface WalArchive extends Part {
  readonly database: Database;
  /** What ships the log: the operator's in-tree barman, or a plugin. */
  readonly archiver: 'barmanObjectStore' | 'plugin';
  readonly plugin?: Value<string>;
  /** Whether it archives at all; unknown where that is up to a template, or to a plugin that backlint does not know. */
  readonly enabled: Value<boolean>;
  /** `isWALArchiver` of a plugin; the in-tree store always archives. */
  readonly declaredArchiver: Value<boolean>;
  readonly destination: Link<Destination>;
  /** The folder below the destination's path; CloudNativePG fills in the cluster's name. */
  readonly serverName: Value<string>;
}

/**
 * A demand for base backups of one database, by an object of the database's own namespace: by itself a `Backup`, which is
 * taken once when it is created.
 */
export interface BackupRequest extends Named {
  readonly database: Link<Database>;
  /** The database's name as the request writes it. */
  readonly databaseName: Value<string>;
  readonly method: Value<BackupMethod>;
  readonly plugin: Value<string>;
  /** Whether the database keeps running meanwhile; absent leaves it to the database. */
  readonly online: Value<boolean>;
  /** Which instance it is taken from, `primary` or `prefer-standby`; absent leaves it to the database. */
  readonly target: Value<string>;
  /** How many minutes a volume snapshot may take, by the annotation `cnpg.io/volumeSnapshotDeadline`. */
  readonly snapshotDeadline: Value<string>;
}

/** A promise to take base backups of one database again and again: CloudNativePG's `ScheduledBackup`. */
export interface BaseBackupSchedule extends BackupRequest {
  readonly schedule: Schedule;
  readonly suspended: Value<boolean>;
  /** Whether the first backup is taken as soon as the object exists, rather than at the first slot. */
  readonly immediate: Value<boolean>;
  readonly ownerReference: Value<'none' | 'self' | 'cluster'>;
}

/** A job that writes the contents of databases as SQL or an archive file, such as a CronJob running `pg_dump`. */
export interface LogicalDump extends Part {
  readonly namespace: Value<string>;
  readonly schedule: Schedule;
  readonly suspended: Value<boolean>;
  readonly engine: Engine;
  /** The databases it dumps, as far as its command, arguments and environment name them. */
  readonly covers: readonly Link<Database>[];
  /** Set where it may dump databases that the files do not name; says why they cannot be known. */
  readonly coversUnknown?: string;
  /** The databases outside operators that it dumps. */
  readonly coversWorkloads: readonly Link<WorkloadDatabase>[];
  /** Set where it may dump others of them; says why they cannot be known. */
  readonly coversWorkloadsUnknown?: string;
  readonly conduct: JobConduct;
  /** What becomes of the job when the dump fails. */
  readonly failure: DumpFailure;
  readonly target: DumpTarget;
  /** Where it deletes what earlier runs have left, if it does. */
  readonly prunes?: Origin;
}

/** A ScheduledBackup that reaches no cluster, because nothing deploys its file. */
export interface LeftOutSchedule extends Named {
  readonly databaseName: Value<string>;
}
