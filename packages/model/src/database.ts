import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Part } from './part.ts';
import type { Recovery } from './recovery.ts';

/** A database whose loss somebody would regret, or that stands in for one. */
export interface Database extends Part {
  readonly engine: 'postgresql';
  readonly managedBy: 'cloudnative-pg';
  readonly namespace: Value<string>;
  readonly name: Value<string>;
  readonly role: Role;
  /** The tier a person gave it, by the label or annotation `backlint.dev/tier`. */
  readonly tier: Value<string>;
  /** Whose it is, where the configuration says how one sees that. */
  readonly tenant: Value<string>;
  /** Whether its pods are switched off by `cnpg.io/hibernation`. */
  readonly hibernated: Value<boolean>;
  /** Whether `cnpg.io/skipWalArchiving` switches archiving off. */
  readonly skipsWalArchiving: Value<boolean>;
  /** Whether `cnpg.io/skipEmptyWalArchiveCheck` lets it archive into a place that already holds WAL. */
  readonly skipsEmptyArchiveCheck: Value<boolean>;
  /** `cnpg.io/validation`: `disabled` lets the operator take every mistake. */
  readonly validation: Value<string>;
  /** `cnpg.io/reconciliationLoop`: `disabled` makes the operator look away. */
  readonly reconciliation: Value<string>;
  readonly instances: Value<number>;
  /** Whether no two instances may share a node: `podAntiAffinityType: required`. */
  readonly instancesApart: Value<boolean>;
  /** Whether a commit waits for a replica, come what may: `postgresql.synchronous` with `dataDurability: required`. */
  readonly synchronous: Value<boolean>;
  /** The sizes of its volumes, such as `10Gi`; what has no volume of its own is absent. */
  readonly storage: { readonly data: Value<string>; readonly wal: Value<string> };
  /** The major version of PostgreSQL; absent where the operator chooses it. */
  readonly major: Value<number>;
  /** `archive_timeout` of its PostgreSQL parameters. */
  readonly archiveTimeout: Value<string>;
  /** `timezone` of its PostgreSQL parameters. */
  readonly timeZone: Value<string>;
  /** The labels that `inheritedMetadata` gives its pods. */
  readonly inheritedLabels: readonly { readonly key: string; readonly value: Value<string> }[];
  /** The ways in which it is told to begin, of which the operator takes one at most. */
  readonly bootstrapMethods: readonly BootstrapMethod[];
  /** Set where it is part of a topology of replica clusters. */
  readonly replica?: ReplicaSettings;
  /** Which instance backups are taken from, where they do not say it themselves: `primary` or `prefer-standby`. */
  readonly backupTarget: Value<string>;
  /** Set where it begins as a restore. */
  readonly recovery?: Recovery;
  /** The names of its `externalClusters`; one that is not known may be any, or several. */
  readonly externalClusters: readonly Value<string>[];
  /** The settings that name one of them, where they are written. */
  readonly externalReferences: readonly ExternalReference[];
  /** The ways of taking a base backup that its specification allows, each where it is declared. */
  readonly backupCapabilities: readonly BackupCapability[];
  readonly plugins: readonly DatabasePlugin[];
}

/**
 * What a database is for, and what says so. A primary holds data of its own; a standby follows another database; a drill
 * is restored to be thrown away; a template has no identity until something fills in its name.
 */
export interface Role {
  readonly kind: 'primary' | 'standby' | 'drill' | 'template' | 'unknown';
  readonly why: string;
  readonly origin: Origin;
}

/** One way for a database to begin. One that the files do not decide is unknown. */
export interface BootstrapMethod {
  readonly method: 'initdb' | 'recovery' | 'pg_basebackup' | 'unknown';
  /** Set where `initdb` then takes in databases of another server. */
  readonly imports?: true;
  readonly origin: Origin;
}

/** Whom a replica cluster follows: `enabled` decides it alone, or `primary` by name. */
export interface ReplicaSettings {
  readonly enabled: Value<boolean>;
  readonly primary: Value<string>;
  /** Its own name among the external clusters. */
  readonly self: Value<string>;
  readonly origin: Origin;
}

/** A setting that names an external cluster, such as `replica.source`. */
export interface ExternalReference {
  readonly field: string;
  readonly name: Value<string>;
}

/** The values of `ScheduledBackup.spec.method`; `plugin` goes with the plugin's name. */
export type BackupMethod = 'barmanObjectStore' | 'volumeSnapshot' | 'plugin';

/** One way of taking base backups that a database is set up for. */
export interface BackupCapability {
  readonly method: BackupMethod;
  /** The plugin's name, where the method is `plugin`. */
  readonly plugin?: Value<string>;
  /** False where the plugin is listed with `enabled: false`; unknown where the files do not decide whether it is there. */
  readonly enabled: Value<boolean>;
  /** Set for volume snapshots only. */
  readonly snapshots?: SnapshotSettings;
  readonly origin: Origin;
}

/** How volume snapshots of a database are taken, and with what they are deleted. */
export interface SnapshotSettings {
  /** Whether the database keeps running: a hot snapshot needs WAL to become consistent, a cold one does not. */
  readonly online: Value<boolean>;
  /** Whose deletion deletes the snapshots. */
  readonly owner: Value<'none' | 'cluster' | 'backup'>;
}

/** A plugin that a database lists, of whatever kind. */
export interface DatabasePlugin extends Part {
  readonly name: Value<string>;
  readonly enabled: Value<boolean>;
  /** `isWALArchiver`: without it a plugin may archive all the same, but nothing insists that it does. */
  readonly declaredArchiver: Value<boolean>;
  /** The name of the barman ObjectStore in its parameters. */
  readonly objectStore: Value<string>;
  /** The parameters that are written, whether the plugin reads them or not. */
  readonly parameters: readonly { readonly name: string; readonly origin: Origin }[];
}
