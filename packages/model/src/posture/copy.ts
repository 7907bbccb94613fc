import type { Evidence } from '../evidence.ts';
import type { Locality } from '../locality.ts';
import type { Part } from '../part.ts';
import type { Disaster } from './disaster.ts';
import type { Loss } from './loss.ts';

/** Something that still holds the data of a database when the database itself does not. */
export interface Copy {
  /** `live`, `replica` and `standby` repeat every mistake; the others are backups. */
  readonly kind: 'live' | 'replica' | 'standby' | 'archive' | 'snapshot' | 'dump' | 'volume-copy';
  readonly part: Part;
  /** How the database comes back from it: `recovery from s3://backups/orders`. */
  readonly wayBack: string;
  readonly loss: Loss;
  /** Where the loss comes from: `WAL is shipped at least every 5 minutes`. */
  readonly lossWhy: string;
  /** Set where it can be brought back to the moment before a mistake; says how far back. */
  readonly pointInTime?: string;
  readonly evidence: readonly Evidence[];
  /** What must work for it to be worth anything. */
  readonly dependsOn: readonly Part[];
  /** Where it is kept, for what is kept in a store. */
  readonly locality?: Locality;
  /** Whether it is there at all, as far as the files tell, and then whether it is still there after a disaster. */
  survives(disaster: Disaster): Chance;
}

/** Whether something is still there. */
export type Chance =
  | { readonly kind: 'yes' }
  | { readonly kind: 'no'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

export const yes: Chance = { kind: 'yes' };

/** It is certainly gone. */
export function no(why: string): Chance {
  return { kind: 'no', why };
}

/** The files do not tell. */
export function unknown(why: string): Chance {
  return { kind: 'unknown', why };
}

/** Both of two: certainly gone as soon as one is. */
export function both(one: Chance, other: Chance): Chance {
  if (one.kind === 'no' || other.kind === 'yes') return one;
  return other.kind === 'no' || one.kind === 'yes' ? other : one;
}
