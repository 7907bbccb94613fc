import { compareText } from '@backlint/source/source-tree';
import type { BackupModel } from '../backup-model.ts';
import { type Clash, clashesAmong, type Interruption, interruptionsAmong } from './clashes.ts';
import { type FreeStretch, freeStretches } from './free-stretches.ts';
import type { MaintenanceWindow } from './maintenance-window.ts';
import type { Track } from './track.ts';
import { type Span, tracksOf } from './tracks-of.ts';

/** All that runs by the clock in a span of time, in real time, whatever the dialects and zones of its schedules. */
export interface Timeline extends Span {
  readonly lanes: readonly Lane[];
  /** Backups that begin in the same minute. */
  readonly clashes: readonly Clash[];
  /** What runs while the platform is worked on. */
  readonly interruptions: readonly Interruption[];
  /** The longest times of day at which nothing ever begins. */
  readonly free: readonly FreeStretch[];
}

/** What has to do with one store, or with none. */
export interface Lane {
  readonly name: string;
  readonly tracks: readonly Track[];
}

/** The timeline of a model from the last full hour on. */
export function timelineOf(
  model: BackupModel,
  {
    from,
    hours,
    windows = [],
  }: { readonly from: Date; readonly hours: number; readonly windows?: readonly MaintenanceWindow[] },
): Timeline {
  const hour = 3_600_000;
  const start = Math.floor(from.getTime() / hour) * hour;
  const span = { from: start, to: start + hours * hour };
  const tracks = tracksOf(model, windows, span);
  const names = [...new Set(tracks.map(({ lane }) => lane))].sort(inLaneOrder);
  return {
    ...span,
    lanes: names.map((name) => ({ name, tracks: tracks.filter(({ lane }) => lane === name).sort(byFirstRun) })),
    clashes: clashesAmong(tracks),
    interruptions: interruptionsAmong(tracks),
    free: freeStretches(tracks),
  };
}

/** Stores by name, then what is about no store. */
function inLaneOrder(left: string, right: string): number {
  const isStore = (name: string) => /:\/\//.test(name);
  return Number(isStore(right)) - Number(isStore(left)) || compareText(left, right);
}

/** Within a day that is the order of the clock; what has no runs comes last. */
function byFirstRun(left: Track, right: Track): number {
  const first = ({ runs }: Track) => runs[0] ?? Number.POSITIVE_INFINITY;
  return first(left) === first(right) ? compareText(left.title, right.title) : first(left) - first(right);
}
