import type { Track } from './track.ts';

/** A time of day, in minutes since midnight in UTC, at which nothing begins on any day; it may go past midnight. */
export interface FreeStretch {
  readonly from: number;
  readonly minutes: number;
}

const minutesPerDay = 24 * 60;
const most = 3;

/** What begins runs for a while; the next thing had better wait that long. */
const distance = 15;

/** The longest free times of day, the longest first; the whole day where nothing runs. */
export function freeStretches(tracks: readonly Track[]): readonly FreeStretch[] {
  const busy = new Uint8Array(minutesPerDay);
  for (const { runs, length = 0 } of tracks) {
    for (const run of runs) {
      const start = Math.floor(run / 60_000);
      const end = start + Math.min(minutesPerDay, Math.ceil(length / 60_000) + distance);
      for (let at = start; at < end; at++) busy[at % minutesPerDay] = 1;
    }
  }
  if (!busy.includes(1)) return [{ from: 0, minutes: minutesPerDay }];
  const stretches: FreeStretch[] = [];
  for (let from = 0; from < minutesPerDay; from++) {
    const before = busy[(from + minutesPerDay - 1) % minutesPerDay];
    if (busy[from] === 1 || before === 0) continue;
    let minutes = 0;
    while (busy[(from + minutes) % minutesPerDay] === 0) minutes++;
    stretches.push({ from, minutes });
  }
  return stretches.sort((left, right) => right.minutes - left.minutes || left.from - right.from).slice(0, most);
}
