import type { Disaster } from '@backlint/model/posture/disaster';
import { type Posture, posturesOf, type Survival } from '@backlint/model/posture/posture';
import { readBackupModel } from '@backlint/model/read-backup-model';
import type { Verification } from '@backlint/model/verification';
import { readObjects } from '@backlint/objects/read-objects';
import { type Location, locationOf } from '@backlint/report/place';
import type { SourceTree } from '@backlint/source/source-tree';

/** A posture as plain data, for programs and for every way of showing it. */
export interface PostureSummary {
  readonly address: string;
  readonly title: string;
  readonly survivals: readonly SurvivalSummary[];
  readonly verifiedBy: readonly { readonly title: string; readonly kind: Verification['kind'] }[];
}

/** What a disaster leaves, and why. */
export interface SurvivalSummary {
  readonly disaster: Disaster;
  readonly outcome: Survival['outcome'];
  /** The most that is lost, in seconds; null where nothing is left or the files do not tell. */
  readonly lossSeconds: number | null;
  readonly why: string;
  readonly evidence: readonly { readonly message: string; readonly location: Location }[];
}

/** The postures of the databases in a tree of files. */
export function posturesIn(tree: SourceTree, now: Date): readonly PostureSummary[] {
  return posturesOf(readBackupModel(readObjects(tree).result.objects), now).map(postureSummary);
}

/** A posture without its ties to the model. */
function postureSummary({ database, survivals, verifications }: Posture): PostureSummary {
  return {
    address: database.address,
    title: database.title,
    survivals: survivals.map(survivalSummary),
    verifiedBy: verifications.map(({ title, kind }) => ({ title, kind })),
  };
}

function survivalSummary(survival: Survival): SurvivalSummary {
  const { disaster, outcome } = survival;
  if (survival.outcome !== 'survives') return { disaster, outcome, lossSeconds: null, why: survival.why, evidence: [] };
  const { wayBack, lossWhy, isPointInTime, evidence } = survival.by;
  const loss = disaster === 'bad-migration' && isPointInTime === true ? 'up to the moment before it' : lossWhy;
  return {
    disaster,
    outcome,
    lossSeconds: survival.lossSeconds ?? null,
    why: `${wayBack}; ${loss}`,
    evidence: evidence.map(({ message, at }) => ({ message, location: locationOf(at.range) })),
  };
}
