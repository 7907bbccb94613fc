import { xmlText } from '../xml-text.ts';
import { ticksOf } from './axis.ts';
import type { TimelineSummary, TrackSummary } from './timeline-summary.ts';
import { trackKinds } from './track-kinds.ts';

const width = 1000;
const left = 300;
const right = width - 12;
const rowHeight = 18;
const headHeight = 40;

/** The colours of a timeline, for light and dark; each has a contrast of 3 to 1 at least against its ground. */
const style = `
.timeline{--ground:#fff;--ink:#1c2330;--soft:#5b6472;--line:#dfe3e8;--base-backup:#0b62c4;--dump:#7a3fc0;--check:#23733a;--drill:#9a5b00;--maintenance:#8a919c;--clash:#c5221f;background:var(--ground);font:12px system-ui,sans-serif}
@media (prefers-color-scheme:dark){.timeline{--ground:#14181f;--ink:#e8ebf0;--soft:#a0a9b6;--line:#2d3440;--base-backup:#69a8ff;--dump:#c39bff;--check:#6cc784;--drill:#f0b35a;--maintenance:#79818d;--clash:#ff7b72}}
@media print{.timeline{--ground:#fff;--ink:#000;--soft:#444;--line:#ccc}}
.timeline text{fill:var(--ink)}.timeline .soft{fill:var(--soft)}.timeline .lane{font-weight:600}
.timeline .tick{stroke:var(--line)}.timeline .clash{stroke:var(--clash)}
.timeline path{stroke-width:4;fill:none}.timeline .wide{stroke-width:12;opacity:.45}
.timeline .base-backup{stroke:var(--base-backup)}.timeline .dump{stroke:var(--dump)}.timeline .freshness-check,.timeline .standby-check{stroke:var(--check)}.timeline .restore-drill{stroke:var(--drill)}.timeline .maintenance{stroke:var(--maintenance)}`;

/** The timeline as a picture that stands alone and in a page; every run has its words for those who do not see it. */
export function renderTimelineSvg(timeline: TimelineSummary): string {
  const [from, to] = [Date.parse(timeline.from), Date.parse(timeline.to)];
  const at = (time: number) => round(left + ((time - from) / (to - from)) * (right - left));
  const height = headHeight + 12 + rowsOf(timeline) * rowHeight;
  const ticks = ticksOf(from, to).map(
    ({ at: time, text }) =>
      `<path class="tick" style="stroke-width:1" d="M${at(time)} ${headHeight - 6}V${height - 6}"/><text class="soft" x="${at(time)}" y="${headHeight - 12}" text-anchor="middle">${text}</text>`,
  );
  const clashes = timeline.clashes
    .flatMap(({ times }) => times)
    .map((time) => `M${at(Date.parse(time))} ${headHeight - 7}v9`);
  const span = `${timeline.from.slice(0, 16).replace('T', ' ')} to ${timeline.to.slice(0, 16).replace('T', ' ')} UTC`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" aria-label="When backups run, ${span}" viewBox="0 0 ${width} ${height}" width="${width}">`,
    `<style>${style}\n</style>`,
    `<text class="soft" x="12" y="${headHeight - 12}">${span}</text>`,
    ...ticks,
    ...(clashes.length > 0
      ? [
          `<path class="clash" d="${[...new Set(clashes)].join('')}"><title>Backups begin in the same minute</title></path>`,
        ]
      : []),
    ...rows(timeline, at),
    '</svg>\n',
  ].join('\n');
}

function rowsOf({ lanes }: TimelineSummary): number {
  return lanes.reduce((count, { tracks }) => count + 1 + tracks.length, 0);
}

function rows({ lanes }: TimelineSummary, at: (time: number) => number): readonly string[] {
  let top = headHeight;
  return lanes.flatMap(({ name, tracks }) => {
    const head = `<text class="lane" x="12" y="${top + 13}">${xmlText(cut(name, 110))}</text>`;
    top += rowHeight;
    const lines = tracks.map((track) => {
      const line = row(track, top, at);
      top += rowHeight;
      return line;
    });
    return [head, ...lines];
  });
}

function row(track: TrackSummary, top: number, at: (time: number) => number): string {
  const { kind, title, schedule, timeZone, runs, unplaced } = track;
  const words = `${title}: ${trackKinds[kind].name}${schedule === null ? '' : `, "${schedule}" in ${timeZone}`}, ${unplaced ?? `${runs.length} times here`}`;
  const label = `<text x="24" y="${top + 13}">${xmlText(cut(title, 40))}</text>`;
  const mark =
    unplaced === null ? `<path class="${classOf(track)}" d="${marks(track, top, at)}"/>` : note(unplaced, top);
  return `<g><title>${xmlText(cut(words, 300))}</title>${label}${mark}</g>`;
}

function classOf({ kind, seconds }: TrackSummary): string {
  return seconds === null ? kind : `${kind} wide`;
}

function note(why: string, top: number): string {
  return `<text class="soft" x="${left}" y="${top + 13}">${xmlText(cut(why, 100))}</text>`;
}

/** A stroke for each beginning, or a band for what has a length; what lies before the axis is cut off. */
function marks({ runs, seconds }: TrackSummary, top: number, at: (time: number) => number): string {
  return runs
    .map((run) => {
      const start = Date.parse(run);
      if (seconds === null) return `M${at(start)} ${top + 3}v12`;
      const [x, end] = [Math.max(left, at(start)), Math.min(right, at(start + seconds * 1000))];
      return `M${x} ${top + 9}H${end}`;
    })
    .join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Ends tell names apart, so it is the beginning that goes. */
function cut(text: string, maximum: number): string {
  return text.length > maximum ? `…${text.slice(1 - maximum)}` : text;
}
