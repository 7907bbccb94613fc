import type { Origin } from '@backlint/source/origin';
import type { Link, Value } from '@backlint/source/value';
import type { Database } from './database.ts';
import type { Destination } from './destination.ts';
import type { Part } from './part.ts';

/** An archive that a database reads: to be bootstrapped from it, or to follow it as a standby. */
export interface RestorePath extends Part {
  readonly database: Database;
  /** The name of the `externalClusters` entry. */
  readonly source: Value<string>;
  /** The plugin that reads it, where it is not the operator itself. */
  readonly plugin?: Value<string>;
  /** The name of the ObjectStore that the plugin reads. */
  readonly objectStore?: Value<string>;
  readonly destination: Link<Destination>;
  /** The folder that is read, with the defaulting rule of its kind already applied. */
  readonly serverName: Value<string>;
  /** Whether the same entry says how to connect, so that WAL is streamed and not only fetched. */
  readonly streams: Value<boolean>;
  /** The databases that it follows by name, wherever they archive and whatever it reads. */
  readonly follows: readonly FollowedDatabase[];
  /** What uses it, and where that is written. */
  readonly usedBy: readonly { readonly as: 'bootstrap' | 'replica'; readonly origin: Origin }[];
}

/** A database that a restore path is called after, and how. */
export interface FollowedDatabase {
  readonly database: Database;
  readonly why: string;
}
