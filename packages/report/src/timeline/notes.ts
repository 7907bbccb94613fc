import { plural } from '../plural.ts';
import type { TimelineSummary } from './timeline-summary.ts';

/** What a timeline shows, in sentences: who gets in whose way, and where there is room. */
export function timelineNotes({ lanes, clashes, interruptions, free }: TimelineSummary): readonly string[] {
  const cut = lanes.flatMap(({ tracks }) => tracks.filter(({ isCut }) => isCut));
  return [
    ...clashes.map(
      ({ titles, times }) =>
        `${namesOf(titles)} begin in the same minute, ${whenText(times)}: they get in each other's way.`,
    ),
    ...interruptions.map(({ title, window, times }) => `${title} begins during ${window}, ${whenText(times)}.`),
    ...cut.map(({ title, runs }) => `${title} runs too often to draw: only the first ${runs.length} runs are shown.`),
    ...(lanes.length === 0 ? [] : [freeText(free)]),
  ];
}

function namesOf(titles: readonly string[]): string {
  const shown = titles.slice(0, 3);
  const more = titles.length - shown.length;
  const all = more > 0 ? [...shown, plural(more, 'other')] : shown;
  return `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

function whenText(times: readonly string[]): string {
  const [first = ''] = times;
  const when = `${first.slice(0, 16).replace('T', ' ')} UTC`;
  return times.length === 1 ? `at ${when}` : `${times.length} times, first at ${when}`;
}

function freeText(free: TimelineSummary['free']): string {
  if (free.length === 0) return 'No time of day is free of beginnings for a quarter of an hour.';
  const stretches = free.map(({ from, minutes }) => `${from} to ${endOf(from, minutes)}`);
  return `Nothing begins from ${stretches.join(', ')} UTC.`;
}

function endOf(from: string, minutes: number): string {
  const [hours = 0, rest = 0] = from.split(':').map(Number);
  const end = (hours * 60 + rest + minutes) % (24 * 60);
  return [Math.floor(end / 60), end % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
