import type { Posture } from '@backlint/model/posture/posture';
import type { TimelineSummary } from '../timeline/timeline-summary.ts';

/** What a page tells besides the findings of a check. */
export interface Survey {
  /** The moment it is told of. */
  readonly now: Date;
  readonly databases: readonly { readonly address: string; readonly title: string }[];
  readonly postures: readonly Posture[];
  /** A day and a week of everything that runs by the clock. */
  readonly day: TimelineSummary;
  readonly week: TimelineSummary;
  /** The addresses of the databases that each part, by its address, has to do with. */
  readonly concerned: ReadonlyMap<string, ReadonlySet<string>>;
}
