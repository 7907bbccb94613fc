import type { Disaster } from '@backlint/model/posture/disaster';
import type { PostureSummary, SurvivalSummary } from './posture-summary.ts';

/** How a change moves a database in one disaster. */
export interface PostureChange {
  readonly address: string;
  readonly title: string;
  readonly disaster: Disaster;
  /** Absent for a database that was not there. */
  readonly before?: SurvivalSummary;
  /** Absent for a database that is gone. */
  readonly after?: SurvivalSummary;
}

/** Everything that a change gains or loses, database by database. */
export function postureChanges(
  before: readonly PostureSummary[],
  after: readonly PostureSummary[],
): readonly PostureChange[] {
  const addresses = [...new Set([...before, ...after].map(({ address }) => address))].sort();
  return addresses.flatMap((address) => {
    const [old, now] = [before, after].map((postures) => postures.find((posture) => posture.address === address));
    const title = (now ?? old)?.title ?? address;
    const survivals = now?.survivals ?? old?.survivals ?? [];
    return survivals.flatMap(({ disaster }) => {
      const [from, to] = [old, now].map((posture) => posture?.survivals.find((one) => one.disaster === disaster));
      if (from && to && from.outcome === to.outcome && from.lossSeconds === to.lossSeconds) return [];
      return [{ address, title, disaster, ...(from ? { before: from } : {}), ...(to ? { after: to } : {}) }];
    });
  });
}
