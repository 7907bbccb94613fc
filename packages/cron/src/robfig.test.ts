import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cadenceOf, yearsFrom } from './cadence.ts';
import { zoneCalled } from './fixtures/sample-schedules.ts';
import { nextRuns } from './next-run.ts';
import { parseSchedule } from './parse-schedule.ts';
import type { Dialect, Schedule } from './schedule.ts';

/** What the real libraries answered. Where `runsInYear` is missing there were too many to count. */
interface Answer {
  readonly dialect: Dialect;
  readonly expression: string;
  readonly zone?: string;
  readonly from: string;
  readonly error?: string;
  readonly next?: readonly string[];
  readonly runsInYear?: number;
  readonly minimumGap?: number;
  readonly maximumGap?: number;
}

const answers: readonly Answer[] = read(new URL('fixtures/generated/robfig-answers.json', import.meta.url));

test.each(answers.map((answer) => [answer.dialect, answer.expression, answer.zone ?? 'UTC', answer] as const))(
  'agrees with the library on %s %j in %s',
  (dialect, expression, zoneName, { from, error, next = [], runsInYear, minimumGap, maximumGap }) => {
    const zone = zoneCalled(zoneName);
    const parsed = parseSchedule(expression, dialect);
    if (parsed.kind === 'invalid') {
      expect(parsed.error).toBe(error);
      return;
    }
    expect(error).toBeUndefined();
    expect(nextRuns(parsed.schedule, new Date(from), 5, zone).map(inUtc)).toEqual(next);
    if (runsInYear === undefined) return;
    expect(cadenceOf(parsed.schedule, yearsFrom(new Date(from), 1), zone).runs).toBe(runsInYear);
    const { minimumGap: shortest, maximumGap: longest } = cadenceOf(
      parsed.schedule,
      yearsFrom(new Date(from), 2),
      zone,
    );
    expect([shortest, longest]).toEqual([minimumGap, maximumGap]);
  },
);

interface OracleAnswer {
  readonly ok: boolean;
  readonly err?: string;
  readonly next?: readonly string[];
  readonly minGapSec?: number;
  readonly maxGapSec2026to2027?: number;
  readonly runsIn2026: number;
  readonly maxRunsPerUtcDay2026: number;
  readonly runsCapped?: true;
}

interface OracleRow {
  readonly expr: string;
  readonly from: string;
  readonly cnpg_robfig_v1_2_0_Parse: OracleAnswer;
  readonly k8s_robfig_v3_0_1_ParseStandard: OracleAnswer;
  readonly cnpg_webhook_warns_field_count: boolean;
}

interface ZoneRow {
  readonly Lib: 'cnpg_robfig_v1_2_0' | 'k8s_robfig_v3_0_1_timeZone';
  readonly Expr: string;
  readonly Zone: string;
  readonly FromUTC: string;
  readonly NextUTC: readonly string[];
}

const shared = new URL('../../../../shared/data/cron/', import.meta.url);

describe.skipIf(!existsSync(shared))('all recorded answers (skipped without ../shared, which holds them)', () => {
  const dialects = [
    ['cnpg', 'cnpg_robfig_v1_2_0_Parse'],
    ['cronjob', 'k8s_robfig_v3_0_1_ParseStandard'],
  ] as const;

  test.each(dialects)('agrees on what a %s expression is', (dialect, library) => {
    const rows: readonly OracleRow[] = read(new URL('oracle.json', shared));
    expect(rows.length).toBeGreaterThan(700);
    const ours = rows.map((row) => [row.expr, answerTo(row.expr, row.from, dialect, row[library].runsCapped)]);
    expect(ours).toEqual(rows.map((row) => [row.expr, comparable(row[library])]));
  });

  test('agrees on when the webhook of CloudNativePG warns', () => {
    const rows: readonly OracleRow[] = read(new URL('oracle.json', shared));
    const warns = rows.map(({ expr }) => {
      const parsed = parseSchedule(expr, 'cnpg');
      return parsed.kind === 'valid' && parsed.warnings.some(({ code }) => code === 'field-count');
    });
    expect(warns).toEqual(rows.map((row) => row.cnpg_webhook_warns_field_count));
  });

  test('agrees on runs around changes of the clocks', () => {
    const rows: readonly ZoneRow[] = read(new URL('timezones.json', shared));
    expect(rows.length).toBeGreaterThan(500);
    const ours = rows.map(({ Lib, Expr, Zone, FromUTC, NextUTC }) => {
      const schedule = scheduleFor(Expr, Lib === 'cnpg_robfig_v1_2_0' ? 'cnpg' : 'cronjob');
      const next = nextRuns(schedule, new Date(FromUTC), NextUTC.length, zoneCalled(Zone));
      return [Lib, Expr, Zone, FromUTC, next.map(inUtc)];
    });
    expect(ours).toEqual(rows.map(({ Lib, Expr, Zone, FromUTC, NextUTC }) => [Lib, Expr, Zone, FromUTC, NextUTC]));
  });
});

/** The oracle took its shortest gap from the next five runs, and gave up counting where there were too many. */
function answerTo(expression: string, from: string, dialect: Dialect, isCapped = false) {
  const parsed = parseSchedule(expression, dialect);
  if (parsed.kind === 'invalid') return { error: parsed.error };
  const next = nextRuns(parsed.schedule, new Date(from), 5);
  const gaps = next.slice(1).map((run, index) => (run - (next[index] ?? run)) / 1000);
  const year = cadenceOf(parsed.schedule, yearsFrom(new Date(from), 1));
  return {
    next: next.map(inUtc),
    shortestOfFive: gaps.length === 0 ? undefined : Math.min(...gaps),
    ...(!isCapped && {
      longest: cadenceOf(parsed.schedule, yearsFrom(new Date(from), 2)).maximumGap,
      runs: year.runs,
      perDay: year.maximumRunsPerDay,
    }),
  };
}

function comparable(answer: OracleAnswer) {
  if (!answer.ok) return { error: answer.err };
  return {
    next: answer.next ?? [],
    shortestOfFive: answer.minGapSec,
    ...(!answer.runsCapped && {
      longest: answer.maxGapSec2026to2027,
      runs: answer.runsIn2026,
      perDay: answer.maxRunsPerUtcDay2026,
    }),
  };
}

function scheduleFor(expression: string, dialect: Dialect): Schedule {
  const parsed = parseSchedule(expression, dialect);
  if (parsed.kind === 'invalid') throw new Error(parsed.error);
  return parsed.schedule;
}

function inUtc(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

function read<T>(url: URL): T {
  return JSON.parse(readFileSync(url, 'utf8'));
}
