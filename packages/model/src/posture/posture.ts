import { known } from '@backlint/source/value';
import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import { verificationsOf } from '../questions.ts';
import type { Verification } from '../verification.ts';
import { archiveCopies } from './archive-copies.ts';
import type { Copy } from './copy.ts';
import { type Disaster, disasters } from './disaster.ts';
import { dumpCopies, liveCopy, replicaCopies, snapshotCopies, standbyCopies } from './other-copies.ts';

/** What would be left of a database after each disaster. */
export interface Posture {
  readonly database: Database;
  readonly survivals: readonly Survival[];
  /** The running verifications that cover it, restore drills among them. */
  readonly verifications: readonly Verification[];
  readonly copies: readonly Copy[];
}

/** Whether the data survives one disaster, by what, and with which loss. */
export type Survival =
  | {
      readonly outcome: 'survives';
      readonly disaster: Disaster;
      readonly by: Copy;
      /** The most that is lost, in seconds; undefined where the files do not tell how much. */
      readonly lossSeconds: number | undefined;
    }
  | { readonly outcome: 'lost'; readonly disaster: Disaster; readonly why: string }
  | { readonly outcome: 'unknown'; readonly disaster: Disaster; readonly why: string };

/**
 * The posture of every database that holds data of its own: primaries, and those of which the files do not tell. Only what
 * is certain survives; what may be there is unknown, and what is certainly gone is lost.
 */
export function posturesOf(model: BackupModel, now: Date): readonly Posture[] {
  return model.databases
    .filter(({ role }) => role.kind === 'primary' || role.kind === 'unknown')
    .map((database) => postureOf(database, model, now));
}

function postureOf(database: Database, model: BackupModel, now: Date): Posture {
  const copies = [
    liveCopy(database),
    ...replicaCopies(database),
    ...standbyCopies(database, model),
    ...archiveCopies(database, model),
    ...snapshotCopies(database, model, now),
    ...dumpCopies(database, model, now),
  ];
  return {
    database,
    survivals: disasters.map((disaster) => survivalOf(disaster, copies)),
    verifications: verificationsOf(model, database).certain.filter(({ suspended }) => known(suspended) === false),
    copies,
  };
}

function survivalOf(disaster: Disaster, copies: readonly Copy[]): Survival {
  const chances = copies.map((copy) => ({ copy, chance: copy.survives(disaster) }));
  const left = chances.filter(({ chance }) => chance.kind === 'yes').map(({ copy }) => copy);
  const [best] = left.sort((one, other) => lossOrder(disaster, one) - lossOrder(disaster, other));
  if (best) return { outcome: 'survives', disaster, by: best, lossSeconds: lossIn(disaster, best) };
  const perhaps = chances.flatMap(({ copy, chance }) =>
    chance.kind === 'unknown' ? [`${copy.wayBack}: ${chance.why}`] : [],
  );
  if (perhaps.length > 0) return { outcome: 'unknown', disaster, why: perhaps.join('; ') };
  // The live database and its replicas say nothing about why there is no backup.
  const gone = chances.flatMap(({ copy, chance }) =>
    chance.kind === 'no' && copy.part !== copies[0]?.part ? [`${copy.wayBack}: ${chance.why}`] : [],
  );
  return { outcome: 'lost', disaster, why: gone.length > 0 ? gone.join('; ') : 'nothing backs it up' };
}

/** A mistake has a moment before it, which an archive can be replayed up to. */
function lossIn(disaster: Disaster, { isPointInTime, lossSeconds }: Copy): number | undefined {
  return disaster === 'bad-migration' && isPointInTime === true ? 0 : lossSeconds;
}

function lossOrder(disaster: Disaster, copy: Copy): number {
  return lossIn(disaster, copy) ?? Number.MAX_SAFE_INTEGER;
}
