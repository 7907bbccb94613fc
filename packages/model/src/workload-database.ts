import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Named } from './link.ts';
import type { Locality } from './locality.ts';

/** The database servers that backlint knows by their images. */
export type Engine = 'postgresql' | 'mysql' | 'mongodb' | 'redis';

/**
 * A database that a StatefulSet or Deployment runs without any operator, so that nothing backs it up unless somebody sees
 * to it. MariaDB and Percona count as `mysql`, Valkey and its kin as `redis`.
 */
export interface WorkloadDatabase extends Named {
  readonly engine: Engine;
  readonly managedBy: 'none';
  readonly image: { readonly name: string; readonly origin: Origin };
  readonly data: DataVolume;
  /** Names under which other pods reach it, as far as the workload itself tells. */
  readonly hosts: readonly string[];
  /** Set where namespace or folder say that it is for trying things out; says which. */
  readonly trial?: string;
  /** Annotations and labels of its pods and claims that ask something to copy its volumes. */
  readonly copyRequests: readonly CopyRequest[];
}

/** Where a database keeps its files. */
export type DataVolume =
  /** A PersistentVolumeClaim, by the name it has in the cluster. */
  | { readonly kind: 'claim'; readonly claim: Value<string>; readonly origin: Origin }
  /** A directory of a node or a server, which nothing in the cluster copies. */
  | { readonly kind: 'host'; readonly origin: Origin }
  /** Nothing that outlives the pod. */
  | { readonly kind: 'none'; readonly origin: Origin }
  | { readonly kind: 'unknown'; readonly why: string; readonly origin: Origin };

/** What asks a tool for copies of a volume. */
export interface CopyRequest {
  readonly tool: VolumeBackup['tool'];
  readonly origin: Origin;
}

/** Something that copies volumes again and again without knowing what is on them. */
export interface VolumeBackup extends Named {
  readonly tool: 'VolSync' | 'Velero' | 'K8up' | 'Longhorn' | 'Kopiur' | 'SnapScheduler';
  readonly suspended: Value<boolean>;
  /** The claim it copies; absent means every claim in its reach. */
  readonly claim: Value<string>;
  /** The namespaces in its reach; absent means all of them. */
  readonly namespaces: Value<readonly string[]>;
  /** Set where it leaves out part of its reach for reasons of its own; says what decides. */
  readonly selects?: string;
  /** Set where the copies lie on the volume itself, so that they are lost with it. */
  readonly isOnVolume?: true;
}

/** Where Longhorn writes backups to. */
export interface VolumeBackupTarget extends Named {
  /** `s3://bucket@region/path`, `nfs://server:/path`; nothing can be backed up where it is absent or empty. */
  readonly url: Value<string>;
  readonly locality: Locality;
}
