import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import type { Part } from '../part.ts';
import type { WorkloadDatabase } from '../workload-database.ts';
import { archiveCopies } from './archive-copies.ts';
import { type BackupCount, backupCountOf } from './backup-count.ts';
import { type Chance, type Copy, unknown } from './copy.ts';
import { type Disaster, disasters } from './disaster.ts';
import { dumpCopies, workloadCopies } from './dump-copies.ts';
import { compareLoss, type Loss } from './loss.ts';
import { snapshotCopies } from './snapshot-copies.ts';
import { liveCopies, replicaCopies, standbyCopies } from './standing-copies.ts';
import { type Verified, verifiedBy } from './verification.ts';

/** What would be left of a database after each disaster. */
export interface Posture {
  readonly database: Database | WorkloadDatabase;
  readonly survivals: readonly Survival[];
  /** The verifications that cover it, restore drills first, and whether they run. */
  readonly verifications: readonly Verified[];
  readonly count: BackupCount;
}

/** Whether the data survives one disaster, by what, and with which loss. */
export type Survival =
  | {
      readonly outcome: 'survives';
      readonly disaster: Disaster;
      readonly by: Copy;
      readonly loss: Loss;
      /** What may lose less, and why it is not certain. */
      readonly better: readonly Fate[];
    }
  /** Every copy, and why it is gone; none where nothing backs the database up. */
  | { readonly outcome: 'lost'; readonly disaster: Disaster; readonly gone: readonly Fate[] }
  | { readonly outcome: 'unknown'; readonly disaster: Disaster; readonly perhaps: readonly Fate[] };

/** What becomes of a copy, and why. */
export interface Fate {
  readonly copy: Copy;
  readonly why: string;
}

/** What postures are computed from besides the model. */
export interface PostureContext {
  readonly now: Date;
  /** What makes it doubtful that a part works as it is meant to: what rules find, for instance. */
  readonly doubts?: (part: Part) => string | undefined;
}

/**
 * The posture of every database that holds data of its own: primaries, those of which the files do not tell, and those
 * outside operators. Only what is certain survives; what may be there is unknown, and what is certainly gone is lost.
 */
export function posturesOf(model: BackupModel, context: PostureContext): readonly Posture[] {
  const { now } = context;
  const managed = model.databases.filter(({ role }) => role.kind === 'primary' || role.kind === 'unknown');
  const others = model.workloadDatabases.filter(({ data, trial }) => data.kind !== 'none' && trial === undefined);
  return [
    ...managed.map((database) =>
      postureOf(database, copiesOf(database, model, now), verifiedBy(database, model, now), context),
    ),
    ...others.map((database) => postureOf(database, workloadCopies(database, model, now), [], context)),
  ];
}

function copiesOf(database: Database, model: BackupModel, now: Date): readonly Copy[] {
  return [
    ...liveCopies(database, model),
    ...replicaCopies(database),
    ...standbyCopies(database, model),
    ...archiveCopies(database, model, now),
    ...snapshotCopies(database, model, now),
    ...dumpCopies(database, model, now),
  ];
}

function postureOf(
  database: Posture['database'],
  found: readonly Copy[],
  verified: readonly Verified[],
  { doubts = () => undefined }: PostureContext,
): Posture {
  const copies = found.map((copy) => doubtful(copy, doubts));
  const verifications = verified.map((one) => {
    const doubt = doubts(one.by);
    return doubt === undefined || one.chance.kind === 'no' ? one : { ...one, chance: unknown(doubt) };
  });
  return {
    database,
    survivals: disasters.map((disaster) => survivalOf(disaster, copies)),
    verifications,
    count: backupCountOf(copies, verifications),
  };
}

/** A backup that something speaks against is not certain any more. The database itself is there whatever its backups do. */
function doubtful(copy: Copy, doubts: (part: Part) => string | undefined): Copy {
  if (copy.kind === 'live' || copy.kind === 'replica') return copy;
  const doubt = copy.dependsOn.flatMap((part) => doubts(part) ?? [])[0];
  if (doubt === undefined) return copy;
  const survives = (disaster: Disaster): Chance => {
    const chance = copy.survives(disaster);
    return chance.kind === 'yes' ? unknown(doubt) : chance;
  };
  return { ...copy, survives };
}

function survivalOf(disaster: Disaster, copies: readonly Copy[]): Survival {
  const fates = copies.map((copy) => ({ copy, chance: copy.survives(disaster) }));
  const [by] = fates
    .filter(({ chance }) => chance.kind === 'yes')
    .map(({ copy }) => copy)
    .sort((one, other) => compareLoss(lossIn(disaster, one), lossIn(disaster, other)));
  const perhaps = fates.flatMap(({ copy, chance }) => (chance.kind === 'unknown' ? [{ copy, why: chance.why }] : []));
  if (by) {
    const loss = lossIn(disaster, by);
    const better = perhaps.filter(({ copy }) => compareLoss(lossIn(disaster, copy), loss) < 0);
    return { outcome: 'survives', disaster, by, loss, better };
  }
  if (perhaps.length > 0) return { outcome: 'unknown', disaster, perhaps };
  // The live database and its replicas say nothing about why there is no backup.
  const gone = fates.flatMap(({ copy, chance }) =>
    chance.kind === 'no' && copy.kind !== 'live' && copy.kind !== 'replica' ? [{ copy, why: chance.why }] : [],
  );
  return { outcome: 'lost', disaster, gone };
}

/** A mistake has a moment before it, which an archive can be replayed up to. */
function lossIn(disaster: Disaster, { pointInTime, loss }: Copy): Loss {
  return disaster === 'bad-migration' && pointInTime !== undefined ? { kind: 'nothing' } : loss;
}
