import type { Timeline } from '@backlint/model/timeline/timeline';
import type { Track, TrackKind } from '@backlint/model/timeline/track';
import { known } from '@backlint/source/value';
import { type Location, locationOf } from '../place.ts';

/** A timeline as plain data, for programs and for every way of showing it. Times are in ISO 8601 and UTC. */
export interface TimelineSummary {
  readonly from: string;
  readonly to: string;
  readonly lanes: readonly { readonly name: string; readonly tracks: readonly TrackSummary[] }[];
  readonly clashes: readonly { readonly titles: readonly string[]; readonly times: readonly string[] }[];
  readonly interruptions: readonly {
    readonly title: string;
    readonly window: string;
    readonly times: readonly string[];
  }[];
  /** The longest times of day at which nothing ever begins: `02:15`, and how many minutes it is quiet from then on. */
  readonly free: readonly { readonly from: string; readonly minutes: number }[];
}

/** One thing that runs by the clock. */
export interface TrackSummary {
  readonly kind: TrackKind;
  readonly title: string;
  readonly about: readonly string[];
  /** The expression as it is written; null where that is not known. */
  readonly schedule: string | null;
  readonly timeZone: string;
  readonly runs: readonly string[];
  /** Whether more runs follow than are listed. */
  readonly isCut: boolean;
  /** How long it lasts; null where that is not known. */
  readonly seconds: number | null;
  /** Why it has no place on the axis; null where it has. */
  readonly unplaced: string | null;
  readonly location: Location | null;
}

/** A timeline without its ties to the model. */
export function timelineSummary({ from, to, lanes, clashes, interruptions, free }: Timeline): TimelineSummary {
  return {
    from: iso(from),
    to: iso(to),
    lanes: lanes.map(({ name, tracks }) => ({ name, tracks: tracks.map(trackSummary) })),
    clashes: clashes.map(({ tracks, times }) => ({ titles: tracks.map(({ title }) => title), times: times.map(iso) })),
    interruptions: interruptions.map(({ track, window, times }) => ({
      title: track.title,
      window: window.title,
      times: times.map(iso),
    })),
    free: free.map((stretch) => ({ from: iso(stretch.from * 60_000).slice(11, 16), minutes: stretch.minutes })),
  };
}

function trackSummary({ kind, part, title, about, schedule, runs, isCut, length, unplaced }: Track): TrackSummary {
  return {
    kind,
    title,
    about,
    schedule: known(schedule.expression) ?? null,
    timeZone: known(schedule.timeZone) ?? 'UTC',
    runs: runs.map(iso),
    isCut,
    seconds: length === undefined ? null : length / 1000,
    unplaced: unplaced ?? null,
    location: part ? locationOf(part.origin.range) : null,
  };
}

function iso(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
