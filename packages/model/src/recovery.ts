import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';

/** The restore from which a database begins: `bootstrap.recovery`. */
export interface Recovery {
  /** The name of the Backup object that is restored. */
  readonly backup: Value<string>;
  /** The name of the external cluster whose archive is read. */
  readonly source: Value<string>;
  /** Whether it begins from volume snapshots, which bring their own contents. */
  readonly fromSnapshots: boolean;
  readonly target: RecoveryTarget;
  readonly origin: Origin;
}

/** Where replaying the archive stops: `recoveryTarget`, of which at most one of time, LSN, name, XID and immediate may be set. */
export interface RecoveryTarget {
  readonly time: Value<string>;
  readonly lsn: Value<string>;
  readonly name: Value<string>;
  readonly xid: Value<string>;
  readonly immediate: Value<boolean>;
  readonly timeline: Value<string>;
  /** The base backup to begin with; without it one is chosen by time or LSN, or the newest is taken. */
  readonly backupId: Value<string>;
  readonly origin: Origin;
}
