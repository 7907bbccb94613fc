import { colorsFor } from '../pretty/colors.ts';
import { visibleText } from '../visible-text.ts';
import { ticksOf } from './axis.ts';
import { timelineNotes } from './notes.ts';
import type { TimelineSummary, TrackSummary } from './timeline-summary.ts';
import { trackKinds } from './track-kinds.ts';

/** How a terminal shows it. */
export interface TimelineTextOptions {
  readonly color: boolean;
  /** Columns to fill. */
  readonly width: number;
}

/** The timeline as rows of letters, one for each thing that runs, with what to make of it below. */
export function renderTimelineText(timeline: TimelineSummary, { color, width }: TimelineTextOptions): string {
  if (timeline.lanes.length === 0) return 'Nothing here runs by the clock.\n';
  const colors = colorsFor(color);
  const titles = timeline.lanes.flatMap(({ tracks }) => tracks.map(({ title }) => shown(title).length));
  const nameWidth = Math.min(44, Math.max(...titles)) + 2;
  const axis = axisOf(timeline, Math.max(24, Math.min(120, width) - nameWidth - 2));
  const row = (track: TrackSummary) =>
    `  ${shown(track.title).padEnd(nameWidth)}${cellsOf(track, axis).trimEnd()}`.trimEnd();
  return [
    `${timeline.from.slice(0, 16).replace('T', ' ')} to ${timeline.to.slice(0, 16).replace('T', ' ')} UTC, a column is ${spanText(axis.step)}`,
    `${' '.repeat(nameWidth + 2)}${axis.labels.trimEnd()}`,
    ...timeline.lanes.flatMap(({ name, tracks }) => [colors.bold(visibleText(name)), ...tracks.map(row)]),
    '',
    [...legendOf(timeline), '* several'].join(' · '),
    ...timelineNotes(timeline).map((note) => visibleText(note)),
    '',
  ].join('\n');
}

interface Axis {
  readonly from: number;
  readonly step: number;
  readonly columns: number;
  readonly labels: string;
}

/** Columns of a round length, as many as fit. */
function axisOf({ from, to }: TimelineSummary, room: number): Axis {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const minutes = [10, 15, 20, 30, 60, 120, 180, 240, 360, 720].map((count) => count * 60_000);
  const step = minutes.find((one) => (end - start) / one <= room) ?? 86_400_000;
  const columns = Math.ceil((end - start) / step);
  const labels: string[] = Array.from({ length: columns + 8 }, () => ' ');
  let free = 0;
  for (const { at, text } of ticksOf(start, end)) {
    const column = Math.round((at - start) / step);
    if (column < free) continue;
    for (const [index, letter] of Array.from(text).entries()) labels[column + index] = letter;
    free = column + text.length + 1;
  }
  return { from: start, step, columns, labels: labels.join('') };
}

function cellsOf({ kind, runs, seconds, unplaced }: TrackSummary, { from, step, columns }: Axis): string {
  if (unplaced !== null) return `(${visibleText(unplaced)})`;
  const cells: string[] = Array.from({ length: columns }, () => '·');
  const { letter } = trackKinds[kind];
  for (const run of runs) {
    const start = (Date.parse(run) - from) / step;
    const end = Math.max(start + 1, start + ((seconds ?? 0) * 1000) / step);
    for (let column = Math.max(0, Math.floor(start)); column < Math.min(columns, Math.floor(end)); column++) {
      cells[column] = cells[column] === '·' || kind === 'maintenance' ? letter : '*';
    }
  }
  return cells.join('');
}

/** What the letters that are there mean. */
function legendOf({ lanes }: TimelineSummary): readonly string[] {
  const there = new Set<string>(lanes.flatMap(({ tracks }) => tracks.map(({ kind }) => kind)));
  return Object.entries(trackKinds)
    .filter(([kind]) => there.has(kind))
    .map(([, { letter, name }]) => `${letter} ${name}`);
}

function spanText(step: number): string {
  const minutes = step / 60_000;
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
}

/** Names are cut at their beginning, since their ends tell them apart. */
function shown(title: string): string {
  const text = visibleText(title);
  return text.length > 44 ? `…${text.slice(-43)}` : text;
}
