import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import { verificationsOf } from '../questions.ts';
import type { Verification } from '../verification.ts';
import type { Chance } from './copy.ts';
import { maximumGap } from './maximum-gap.ts';
import { runningChance } from './running.ts';

/** A job that looks at the backups of a database, and for how long a bad one can go unnoticed by it. */
export interface Verified {
  readonly by: Verification;
  /** The longest time between two runs, in seconds; undefined where it is not known. */
  readonly unnoticedSeconds: number | undefined;
  /** Whether it really runs. */
  readonly chance: Chance;
}

/** What verifies the backups of a database or would, restore drills first, and the most frequent ones before others. */
export function verifiedBy(database: Database, model: BackupModel, now: Date): readonly Verified[] {
  return verificationsOf(model, database)
    .certain.map((by) => ({ by, unnoticedSeconds: maximumGap(by.schedule, now), chance: runningChance(by, now) }))
    .sort((one, other) => order(one) - order(other));
}

function order({ by, unnoticedSeconds }: Verified): number {
  const isBlind = by.kind !== 'restore-drill' && !by.looksAt.baseBackups && by.looksAt.unknown === undefined;
  const kinds = ['restore-drill', 'freshness-check', 'standby-check'];
  return (kinds.indexOf(by.kind) + (isBlind ? kinds.length : 0)) * 1e9 + Math.min(unnoticedSeconds ?? 1e9 - 1, 1e9 - 1);
}
