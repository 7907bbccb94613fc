import { runs } from '@backlint/cron/next-run';
import { known, type Link } from '@backlint/source/value';
import { withoutSlashes } from '../archive-identity.ts';
import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import type { Destination } from '../destination.ts';
import { hostOf } from '../locality.ts';
import type { BaseBackupSchedule } from '../protection.ts';
import { walArchivesOf } from '../questions.ts';
import { readTiming, type Scheduled } from '../timing.ts';
import type { MaintenanceWindow } from './maintenance-window.ts';
import type { Track } from './track.ts';

/** A stretch of time in milliseconds since 1970, `to` not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** More runs than this are a band on any axis. */
const maximumRuns = 1000;

/** Everything that runs by the clock, with its runs in a span of time. */
export function tracksOf(model: BackupModel, windows: readonly MaintenanceWindow[], span: Span): readonly Track[] {
  return [
    ...model.baseBackupSchedules.map((schedule) => track(schedule, span, backupFacts(schedule, model))),
    ...model.logicalDumps.map((dump) =>
      track(dump, span, { kind: 'dump', about: titlesOf(dump.covers), lane: 'dumps' }),
    ),
    ...model.verifications.map((job) =>
      track(job, span, { kind: job.kind, about: titlesOf(job.covers), lane: laneOfSeveral(job.covers, model) }),
    ),
    ...windows.map(
      ({ name, schedule, seconds }): Track => ({
        kind: 'maintenance',
        title: name,
        about: [],
        lane: 'maintenance',
        schedule,
        length: seconds * 1000,
        // One that began before the axis does may still be going on.
        ...placed(schedule, { from: span.from - seconds * 1000, to: span.to }),
      }),
    ),
  ];
}

function track(part: Scheduled, span: Span, facts: Pick<Track, 'kind' | 'about' | 'lane'>): Track {
  const { title, schedule, suspended } = part;
  const common = { part, title, schedule, ...facts };
  if (known(suspended) === true) return { ...common, runs: [], isCut: false, unplaced: 'it is suspended' };
  const placement = placed(schedule, span);
  return suspended.kind === 'unknown' && placement.unplaced === undefined
    ? { ...common, runs: [], isCut: false, unplaced: `whether it is suspended is not known: ${suspended.why}` }
    : { ...common, ...placement };
}

function placed(schedule: Track['schedule'], { from, to }: Span): Pick<Track, 'runs' | 'isCut' | 'unplaced'> {
  const unplaced = (why: string) => ({ runs: [], isCut: false, unplaced: why });
  const timing = readTiming(schedule);
  if (timing.kind === 'unknown') return unplaced(timing.why);
  if (timing.kind === 'invalid') return unplaced(`its schedule is refused: ${timing.error}`);
  if (timing.schedule.kind === 'interval') {
    return unplaced('an interval counts from when the operator first saw it, which is not in these files');
  }
  const found: number[] = [];
  for (const run of runs(timing.schedule, from - 1000, timing.zone)) {
    if (run >= to) break;
    if (found.length === maximumRuns) return { runs: found, isCut: true };
    found.push(run);
  }
  return { runs: found, isCut: false };
}

function backupFacts(schedule: BaseBackupSchedule, model: BackupModel): Pick<Track, 'kind' | 'about' | 'lane'> {
  const { database, method } = schedule;
  const kind = 'base-backup';
  if (database.kind !== 'resolved') return { kind, about: [], lane: unknownStore };
  const about = [database.to.title];
  if (known(method) === 'volumeSnapshot') return { kind, about, lane: 'volume snapshots' };
  return { kind, about, lane: laneOf(database.to, model) };
}

const unknownStore = 'a store that is not known';

function laneOf(database: Database, model: BackupModel): string {
  const { certain, possible } = walArchivesOf(model, database);
  const [archive] = [...certain, ...possible];
  return archive?.destination.kind === 'resolved' ? storeName(archive.destination.to) : unknownStore;
}

/** Databases that share a bucket share its network and its limits, whatever their folders. */
function storeName({ endpoint, path }: Destination): string {
  const place = known(path);
  if (place === undefined) return unknownStore;
  const [bucket = place] = /^[a-z0-9]+:\/\/[^/]+/i.exec(place) ?? [withoutSlashes(place)];
  const host = known(endpoint);
  return host === undefined ? bucket : `${bucket} at ${hostOf(host)}`;
}

function laneOfSeveral(covers: readonly Link<Database>[], model: BackupModel): string {
  const lanes = new Set(covers.flatMap((link) => (link.kind === 'resolved' ? [laneOf(link.to, model)] : [])));
  const [only, other] = lanes;
  return only === undefined || other !== undefined ? 'several stores' : only;
}

function titlesOf(covers: readonly Link<Database>[]): readonly string[] {
  return covers.flatMap((link) => (link.kind === 'resolved' ? [link.to.title] : []));
}
