import { maximumGap } from '@backlint/model/posture/maximum-gap';
import { archivedSchedulesOf } from '@backlint/model/questions';
import type { ScaffoldWishes } from './scaffold-wishes.ts';
import type { Subject } from './subject.ts';

/** How old the newest base backup may be in hours while all is well: the time between two, and two hours for taking one. */
export function hoursAllowed({ model, database }: Subject, { now }: ScaffoldWishes): number {
  const gaps = archivedSchedulesOf(model, database).flatMap(({ schedule }) => maximumGap(schedule, now) ?? []);
  const day = 24 * 3600;
  return Math.ceil((gaps.length === 0 ? day : Math.min(...gaps)) / 3600) + 2;
}
