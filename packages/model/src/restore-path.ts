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
  readonly destination: Link<Destination>;
  /** The folder that is read, with the defaulting rule of its kind already applied. */
  readonly serverName: Value<string>;
  /** What uses it, and where that is written. */
  readonly usedBy: readonly { readonly as: 'bootstrap' | 'replica'; readonly origin: Origin }[];
}
