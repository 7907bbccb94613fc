import { type Cadence, cadenceOf, yearsFrom } from '@backlint/cron/cadence';
import { crontabIntent } from '@backlint/cron/crontab-intent';
import { describe } from '@backlint/cron/describe';
import { neverRuns, nextRuns } from '@backlint/cron/next-run';
import { parseSchedule } from '@backlint/cron/parse-schedule';
import type { Dialect, Schedule } from '@backlint/cron/schedule';
import { suggestSchedule } from '@backlint/cron/suggestion';
import { readTimeZone, type TimeZone, utc } from '@backlint/cron/time-zone';
import { durationInWords } from '@backlint/cron/words';
import { jsonText } from '@backlint/report/json/json-text';
import { plural } from '@backlint/report/plural';
import { visibleText } from '@backlint/report/visible-text';

/** Whose schedule it is, and which of its runs are asked for. */
export interface ScheduleOptions {
  readonly dialect: Dialect;
  /** An IANA name; UTC where none is given. */
  readonly timeZone?: string;
  /** The runs are those after it; what is counted begins with it. */
  readonly from: Date | number;
  readonly count: number;
}

/** What `backlint schedule --format json` prints for an expression, in this order. */
export interface ScheduleReport {
  readonly expression: string;
  readonly valid: boolean;
  /** What the platform's own parser says, or what is wrong with the time zone. */
  readonly error: string | null;
  /** ISO 8601 in UTC. */
  readonly next: readonly string[];
  /** Runs in the year from the moment asked about, which counts if it is a run itself. */
  readonly runsPerYear: number;
  /** The shortest time between two runs in the two years; null where there are fewer than two. */
  readonly minGapSeconds: number | null;
  /** The longest time between two runs in the two years; null where there are fewer than two. */
  readonly maxGapSeconds: number | null;
  readonly warnings: readonly string[];
}

/** Says what an expression does. Whatever is wrong with it or with the time zone is part of the answer. */
export function scheduleReport(expression: string, options: ScheduleOptions): ScheduleReport {
  const read = readSchedule(expression, options);
  const nothing = { next: [], runsPerYear: 0, minGapSeconds: null, maxGapSeconds: null, warnings: [] };
  if (read.kind === 'invalid') return { expression, valid: false, error: read.error, ...nothing };
  const { schedule, zone, warnings } = read;
  const { from, count, dialect } = options;
  const twoYears = cadenceOf(schedule, yearsFrom(from, 2), zone);
  return {
    expression,
    valid: true,
    error: null,
    next: nextRuns(schedule, from, count, zone).map(inUtc),
    runsPerYear: cadenceOf(schedule, yearsFrom(from, 1), zone).runs,
    minGapSeconds: twoYears.minimumGap ?? null,
    maxGapSeconds: twoYears.maximumGap ?? null,
    warnings: [
      ...warnings,
      ...(dialect === 'cnpg' ? crontabWarnings(expression) : []),
      ...(neverRuns(schedule, from, zone) ? ['it never runs: no time in the next five years matches'] : []),
    ],
  };
}

/** A report as one line of JSON. */
export function renderScheduleLine(report: ScheduleReport): string {
  // Within strings JSON writes line breaks as escapes, so these are only the ones around them.
  return `${jsonText(report).replace(/\n */g, '')}\n`;
}

/** A report for people, with what is better written instead of an expression that is refused or misread. */
export function renderScheduleText(report: ScheduleReport, options: ScheduleOptions): string {
  const read = readSchedule(report.expression, options);
  const lines = read.kind === 'invalid' ? refusal(report, options) : account(report, read, options);
  return lines.map((line) => `${line}\n`).join('');
}

type ReadSchedule =
  | {
      readonly kind: 'valid';
      readonly schedule: Schedule;
      readonly zone: TimeZone;
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'invalid'; readonly error: string };

function readSchedule(expression: string, { dialect, timeZone }: ScheduleOptions): ReadSchedule {
  const parsed = parseSchedule(expression, dialect);
  if (parsed.kind === 'invalid') return parsed;
  const zone = timeZone === undefined ? ({ kind: 'valid', value: utc } as const) : readTimeZone(timeZone);
  if (zone.kind === 'invalid') return zone;
  const warnings = parsed.warnings.map(({ message }) => message);
  return { kind: 'valid', schedule: parsed.schedule, zone: zone.value, warnings };
}

/** What five fields were meant to be, where CloudNativePG makes something of them. */
function crontabWarnings(expression: string): string[] {
  const intent = crontabIntent(expression);
  if (intent === undefined) return [];
  const { asCrontab, rewrite } = intent;
  const reading = asCrontab ? `crontab would run it ${asCrontab.words}` : 'crontab would refuse it';
  return [rewrite === undefined ? reading : `${reading}; write "${rewrite}"`];
}

function refusal({ expression, error }: ScheduleReport, { dialect }: ScheduleOptions): string[] {
  const suggestion = suggestSchedule(expression, dialect);
  // The zone is an option of ours where CloudNativePG is concerned, and so is what is wrong with it.
  const parsed = parseSchedule(expression, dialect);
  const isParsed = parsed.kind === 'valid';
  const explanation = isParsed ? undefined : parsed.explanation;
  return [
    `${visibleText(expression)}: ${isParsed ? 'when it runs depends on the time zone' : `${platforms[dialect]} refuses it`}`,
    `  ${visibleText(error ?? '')}`,
    ...(explanation === undefined ? [] : [`  ${visibleText(explanation)}`]),
    ...(suggestion ? [`  write "${visibleText(suggestion.expression)}": ${visibleText(suggestion.why)}`] : []),
  ];
}

function account(
  report: ScheduleReport,
  { schedule, zone }: Extract<ReadSchedule, { kind: 'valid' }>,
  { dialect, from }: ScheduleOptions,
): string[] {
  const words = visibleText(describe(schedule));
  const runs = report.next.map((run) => `  ${run}${zone === utc ? '' : `  ${onTheClock(run, zone)}`}`);
  return [
    `${visibleText(report.expression)}: ${platforms[dialect]} ${words === 'never' ? 'never runs it' : `runs it ${words}`}`,
    ...report.warnings.map((warning) => `  warning: ${visibleText(warning)}`),
    ...(runs.length === 0 ? [] : ['', 'Next runs', ...runs]),
    ...(report.runsPerYear === 0
      ? []
      : ['', rhythm(report.runsPerYear, cadenceOf(schedule, yearsFrom(from, 2), zone))]),
  ];
}

const platforms: Readonly<Record<Dialect, string>> = { cnpg: 'CloudNativePG', cronjob: 'Kubernetes' };

function rhythm(runsPerYear: number, { minimumGap, maximumGap }: Cadence): string {
  const runs = `${plural(runsPerYear, 'run')} a year`;
  if (minimumGap === undefined || maximumGap === undefined) return runs;
  if (minimumGap === maximumGap) return `${runs}, ${durationInWords(minimumGap)} apart`;
  return `${runs}, ${durationInWords(minimumGap)} to ${durationInWords(maximumGap)} apart`;
}

function inUtc(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** Date, time and offset as a clock in the zone shows them. */
function onTheClock(run: string, zone: TimeZone): string {
  const instant = Date.parse(run);
  const offset = zone.offsetAt(instant / 1000);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 3600), Math.floor(Math.abs(offset) / 60) % 60];
  const size = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  return `${inUtc(instant + offset * 1000).slice(0, -1)}${offset < 0 ? '-' : '+'}${size} ${zone.name}`;
}
