import type { Evidence } from '../evidence.ts';
import type { Part } from '../part.ts';
import type { Disaster } from './disaster.ts';

/** Something that still holds the data of a database when the database itself does not. */
export interface Copy {
  readonly part: Part;
  /** How the database comes back from it: `recovery from s3://backups/orders`. */
  readonly wayBack: string;
  /** The most that is lost, in seconds: the age of the newest data in it. Undefined where that is not known. */
  readonly lossSeconds: number | undefined;
  /** Where the loss comes from: `WAL is shipped at least every 5 minutes`. */
  readonly lossWhy: string;
  /** Whether it can be brought back to the moment before a mistake. */
  readonly isPointInTime?: boolean;
  readonly evidence: readonly Evidence[];
  /** Whether it is still there after a disaster, and why it is not. */
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
