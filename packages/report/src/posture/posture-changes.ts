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
  const [old, now] = [before, after].map((postures) => new Map(postures.map((one) => [one.address, one])));
  const addresses = [...new Set([...before, ...after].map(({ address }) => address))].sort();
  return addresses.flatMap((address) => {
    const [was, is] = [old?.get(address), now?.get(address)];
    const title = (is ?? was)?.title ?? address;
    return (
      (is ?? was)?.survivals.flatMap(({ disaster }) => {
        const [from, to] = [was, is].map((posture) => posture?.survivals.find((one) => one.disaster === disaster));
        if (from && to && sameLoss(from, to)) return [];
        return [{ address, title, disaster, ...(from ? { before: from } : {}), ...(to ? { after: to } : {}) }];
      }) ?? []
    );
  });
}

function sameLoss(one: SurvivalSummary, other: SurvivalSummary): boolean {
  return one.outcome === other.outcome && one.loss === other.loss && one.lossSeconds === other.lossSeconds;
}
