import type { Origin } from '@backlint/source/origin';
import type { Link, Value } from '@backlint/source/value';
import type { Database } from './database.ts';
import type { Evidence } from './evidence.ts';
import type { JobConduct } from './job-conduct.ts';
import type { Part } from './part.ts';
import type { Schedule } from './schedule.ts';

/**
 * A job that looks whether backups are there (`freshness-check`), restores one to prove it (`restore-drill`), or looks
 * whether a standby still follows, which needs the archive too (`standby-check`).
 */
export interface Verification extends Part {
  readonly kind: 'freshness-check' | 'restore-drill' | 'standby-check';
  readonly namespace: Value<string>;
  readonly schedule: Schedule;
  readonly suspended: Value<boolean>;
  /** The databases it names in its command, arguments or environment. */
  readonly covers: readonly Link<Database>[];
  /** Set where it covers databases that the files do not name; says why they cannot be known. */
  readonly coversUnknown?: string;
  readonly looksAt: {
    readonly baseBackups: boolean;
    readonly wal: boolean;
    /** Set where part of what it does lies outside the files; says what. */
    readonly unknown?: string;
  };
  /** What made backlint take it for a verification. */
  readonly evidence: readonly Evidence[];
  readonly conduct: JobConduct;
  /** How old what it looks for may be. */
  readonly windows: readonly FreshnessWindow[];
  /** The folders of object stores that it lists. */
  readonly places: readonly LookedPlace[];
  /** The addresses that it names, of stores and of folders in them. */
  readonly urls: readonly NamedUrl[];
  /** Set for restore drills. */
  readonly drill?: Drill;
}

/** The age up to which something counts as fresh. */
export interface FreshnessWindow {
  readonly seconds: number;
  readonly of: 'base-backups' | 'wal' | 'anything';
  readonly origin: Origin;
}

/** A folder such as `store/backups/orders/`, which begins with what the tool calls the store. */
export interface LookedPlace {
  readonly path: string;
  readonly origin: Origin;
}

/** An address such as `http://minio:9000` or `s3://backups/orders/`. */
export interface NamedUrl {
  readonly url: string;
  readonly origin: Origin;
}

/** What a drill restores. What its script does not tell is absent. */
export interface Drill {
  /** The name of the cluster whose backups it restores. */
  readonly source: Value<string>;
  /** The name of the cluster it makes, and deletes in the end. */
  readonly target: Value<string>;
  /** The server name under which it looks for backups. */
  readonly serverName: Value<string>;
  /** How much room its data volume has, such as `10Gi`. */
  readonly size: Value<string>;
  /** The major version of PostgreSQL that it restores with; absent where that is left to the operator. */
  readonly major: Value<number>;
  /** What it asks the restored copy: whether it answers, or what is in it. */
  readonly asks:
    | { readonly kind: 'data' | 'connection'; readonly origin: Origin }
    | { readonly kind: 'nothing' }
    | { readonly kind: 'unknown'; readonly why: string };
}
