import type { Track } from './track.ts';

/** Backups that begin in the same minute: they share the network and the store, and all take longer. */
export interface Clash {
  readonly tracks: readonly Track[];
  /** When they do, in milliseconds since 1970. */
  readonly times: readonly number[];
}

/** Something that begins during a maintenance window. */
export interface Interruption {
  readonly track: Track;
  readonly window: Track;
  readonly times: readonly number[];
}

const minute = 60_000;

/** Every set of backups and dumps of one cluster that begin in the same minute, in the order of the first time. */
export function clashesAmong(tracks: readonly Track[]): readonly Clash[] {
  const all = tracks.filter(({ kind }) => kind === 'base-backup' || kind === 'dump');
  // One that two overlays declare does not meet itself.
  const addresses = all.map(({ part }) => part?.address);
  const heavy = all.filter((_, index) => addresses.indexOf(addresses[index]) === index);
  const environments = new Set(heavy.map(({ part }) => part?.environment));
  return [...environments]
    .flatMap((environment) => clashesIn(heavy.filter(({ part }) => part?.environment === environment)))
    .sort((one, other) => (one.times[0] ?? 0) - (other.times[0] ?? 0));
}

function clashesIn(heavy: readonly Track[]): readonly Clash[] {
  const atMinute = new Map<number, Set<number>>();
  for (const [index, { runs }] of heavy.entries()) {
    for (const run of runs) {
      const time = Math.floor(run / minute) * minute;
      const others = atMinute.get(time);
      if (others) others.add(index);
      else atMinute.set(time, new Set([index]));
    }
  }
  const clashes = new Map<string, { readonly tracks: readonly Track[]; readonly times: number[] }>();
  for (const [time, indices] of [...atMinute].sort(([left], [right]) => left - right)) {
    if (indices.size < 2) continue;
    const key = [...indices].join(' ');
    const clash = clashes.get(key);
    if (clash) clash.times.push(time);
    else clashes.set(key, { tracks: [...indices].flatMap((index) => heavy[index] ?? []), times: [time] });
  }
  return [...clashes.values()];
}

/** Everything that begins while a maintenance window is open. */
export function interruptionsAmong(tracks: readonly Track[]): readonly Interruption[] {
  const windows = tracks.filter(({ kind }) => kind === 'maintenance');
  const others = tracks.filter(({ kind }) => kind !== 'maintenance');
  return windows.flatMap((window) =>
    others.flatMap((track) => {
      const times = track.runs.filter((run) =>
        window.runs.some((start) => run >= start && run < start + (window.length ?? 0)),
      );
      return times.length > 0 ? [{ track, window, times }] : [];
    }),
  );
}
