import type { Evidence } from '@backlint/model/evidence';
import type { BackupCount } from '@backlint/model/posture/backup-count';
import type { Chance } from '@backlint/model/posture/copy';
import type { Disaster } from '@backlint/model/posture/disaster';
import type { Loss } from '@backlint/model/posture/loss';
import type { Fate, Posture, Survival } from '@backlint/model/posture/posture';
import type { Verified } from '@backlint/model/posture/verification';
import { type Location, locationOf } from '../place.ts';

/** A posture as plain data, for programs and for every way of showing it. */
export interface PostureSummary {
  readonly address: string;
  readonly title: string;
  readonly survivals: readonly SurvivalSummary[];
  /** What verifies its backups, restore drills first. */
  readonly verifiedBy: readonly VerifiedSummary[];
  /** How it fares by the rule 3-2-1-1-0. */
  readonly count: BackupCount;
}

/** What a disaster leaves, and why. */
export interface SurvivalSummary {
  readonly disaster: Disaster;
  readonly outcome: Survival['outcome'];
  /** What is lost of the newest data; null where nothing is certain to be left. */
  readonly loss: Loss['kind'] | null;
  /** The most that is lost, in seconds; null where no such number is known. */
  readonly lossSeconds: number | null;
  readonly why: string;
  readonly evidence: readonly PlacedMessage[];
}

/** A job that looks at backups. */
export interface VerifiedSummary {
  readonly title: string;
  readonly kind: Verified['by']['kind'];
  /** Whether it looks at base backups, without which WAL is worth nothing. */
  readonly seesBaseBackups: boolean;
  /** How long a backup that is no good can go unnoticed by it, in seconds; null where that is not known. */
  readonly unnoticedSeconds: number | null;
  /** Whether it does its work, as far as the files tell. */
  readonly works: Chance['kind'];
  /** Null where it certainly does; otherwise what speaks against it. */
  readonly doubt: string | null;
  readonly location: Location;
}

/** A place with a caption. */
export interface PlacedMessage {
  readonly message: string;
  readonly location: Location;
}

/** A posture without its ties to the model. */
export function postureSummary({ database, survivals, verifications, count }: Posture): PostureSummary {
  return {
    address: database.address,
    title: database.title,
    survivals: survivals.map(survivalSummary),
    verifiedBy: verifications.map(({ by, unnoticedSeconds, chance }) => ({
      title: by.title,
      kind: by.kind,
      seesBaseBackups: by.looksAt.baseBackups || by.looksAt.unknown !== undefined,
      unnoticedSeconds: unnoticedSeconds ?? null,
      works: chance.kind,
      doubt: chance.kind === 'yes' ? null : chance.why,
      location: locationOf(by.origin.range),
    })),
    count,
  };
}

/** What a disaster leaves, as plain data. */
export function survivalSummary(survival: Survival): SurvivalSummary {
  const { disaster, outcome } = survival;
  const evidence = evidenceOf(survival).map(({ message, at }) => ({ message, location: locationOf(at.range) }));
  if (survival.outcome !== 'survives') {
    const fates = survival.outcome === 'lost' ? survival.gone : survival.perhaps;
    const why = fates.length === 0 ? 'nothing backs it up' : fatesText(fates);
    return { disaster, outcome, loss: null, lossSeconds: null, why, evidence };
  }
  const { by, loss, better } = survival;
  const undone = disaster === 'bad-migration' && by.pointInTime !== undefined;
  const how = undone ? `up to the moment before it, ${by.pointInTime}` : by.lossWhy;
  return {
    disaster,
    outcome,
    loss: loss.kind,
    lossSeconds: lossSecondsOf(loss),
    why: [`${by.wayBack}; ${how}`, ...(better.length > 0 ? [`perhaps less: ${fatesText(better)}`] : [])].join('; '),
    evidence,
  };
}

function lossSecondsOf(loss: Loss): number | null {
  if (loss.kind === 'nothing') return 0;
  return loss.kind === 'at-most' ? loss.seconds : null;
}

function fatesText(fates: readonly Fate[]): string {
  return fates.map(({ copy, why }) => `${copy.wayBack}: ${why}`).join('; ');
}

/** The places that show why a database fares as it does. */
export function evidenceOf(survival: Survival): readonly Evidence[] {
  switch (survival.outcome) {
    case 'survives':
      return [survival.by, ...survival.better.map(({ copy }) => copy)].flatMap(({ evidence }) => evidence);
    case 'lost':
      return survival.gone.flatMap(({ copy }) => copy.evidence);
    case 'unknown':
      return survival.perhaps.flatMap(({ copy }) => copy.evidence);
  }
}
