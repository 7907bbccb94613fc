import type { Part } from '../part.ts';
import type { Schedule } from '../schedule.ts';

/** One thing that runs by the clock, and when it does within a timeline. */
export interface Track {
  readonly kind: TrackKind;
  /** Absent for what only the configuration tells of. */
  readonly part?: Part;
  readonly title: string;
  /** What it works on: `Cluster shop/orders`, or several. */
  readonly about: readonly string[];
  /** Where it writes to or looks, as people call it. */
  readonly lane: string;
  readonly schedule: Schedule;
  /** When it begins, in milliseconds since 1970, ascending; the first `maximumRuns` of them. */
  readonly runs: readonly number[];
  /** Set where more runs follow than are listed. */
  readonly isCut: boolean;
  /** How long it lasts, in milliseconds, where that is known. */
  readonly length?: number;
  /** Why it has no place on the axis: suspended, refused, not known, or counted from a start that nobody wrote down. */
  readonly unplaced?: string;
}

/** What kinds of things run. */
export type TrackKind = 'base-backup' | 'dump' | 'freshness-check' | 'restore-drill' | 'standby-check' | 'maintenance';
