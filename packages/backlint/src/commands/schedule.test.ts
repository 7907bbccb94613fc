import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderScheduleLine, renderScheduleText, type ScheduleOptions, scheduleReport } from './schedule.ts';

const cnpg: ScheduleOptions = { dialect: 'cnpg', from: new Date('2026-01-01T00:00:00Z'), count: 3 };
const cronjob: ScheduleOptions = { ...cnpg, dialect: 'cronjob' };

describe('the report on a schedule', () => {
  test('says when and how often it runs', () => {
    expect(scheduleReport('0 0 3 * * SUN', cnpg)).toEqual({
      expression: '0 0 3 * * SUN',
      valid: true,
      error: null,
      next: ['2026-01-04T03:00:00Z', '2026-01-11T03:00:00Z', '2026-01-18T03:00:00Z'],
      runsPerYear: 52,
      minGapSeconds: 604_800,
      maxGapSeconds: 604_800,
      warnings: [],
    });
  });

  test('looks for the shortest gap among the next five runs, and for the longest in two years', () => {
    expect(scheduleReport('0 0 3 1 * MON', cnpg)).toMatchObject({ minGapSeconds: 86_400, maxGapSeconds: 604_800 });
    expect(scheduleReport('0 0 3 29 2 *', cnpg)).toMatchObject({ minGapSeconds: null, maxGapSeconds: null });
  });

  test('has the error of the parser, and nothing else, for what is refused', () => {
    expect(scheduleReport('0 2 * * 0', cnpg)).toEqual({
      expression: '0 2 * * 0',
      valid: false,
      error: 'Beginning of range (0) below minimum (1): 0',
      next: [],
      runsPerYear: 0,
      minGapSeconds: null,
      maxGapSeconds: null,
      warnings: [],
    });
  });

  test('goes by the time zone, and says if there is no such zone', () => {
    const next = (timeZone: string) => scheduleReport('0 3 * * *', { ...cronjob, timeZone, count: 1 });
    expect(next('Asia/Tokyo').next).toEqual(['2026-01-01T18:00:00Z']);
    expect(next('Asia/Atlantis')).toMatchObject({ valid: false, error: 'unknown time zone Asia/Atlantis', next: [] });
  });

  test('warns of five fields, with the six to write', () => {
    expect(scheduleReport('0 3 * * *', cnpg).warnings).toEqual([
      'the admission webhook warns that there are 5 fields instead of six: the first one is the seconds',
      'crontab would run it every day at 03:00:00; write "0 0 3 * * *"',
    ]);
    expect(scheduleReport('0 45 * * *', cnpg).warnings.at(-1)).toBe('crontab would refuse it; write "0 45 * * * *"');
    expect(scheduleReport('0 3 1 1 *', cnpg).warnings.at(-1)).toBe(
      'crontab would run it on day 1 of January at 03:00:00',
    );
    expect(scheduleReport('0 3 * * *', cronjob).warnings).toEqual([]);
  });

  test('warns of what never runs and of what the API server refuses', () => {
    expect(scheduleReport('0 0 3 30 2 *', cnpg)).toMatchObject({
      valid: true,
      next: [],
      runsPerYear: 0,
      minGapSeconds: null,
      warnings: ['it never runs: no time in the next five years matches'],
    });
    expect(scheduleReport('TZ=UTC 0 3 * * *', cronjob)).toMatchObject({
      valid: true,
      warnings: [
        'the API server refuses a new CronJob with TZ= or CRON_TZ= in its schedule: set spec.timeZone instead',
      ],
    });
  });
});

test('a line of JSON has every key in its place, and nothing that steers a terminal', () => {
  const line = renderScheduleLine(scheduleReport('\u009b31m\u202e\n0', cnpg));
  expect(line).toMatch(/^\{[ -~]*\}\n$/);
  expect(Object.keys(JSON.parse(line))).toEqual([
    'expression',
    'valid',
    'error',
    'next',
    'runsPerYear',
    'minGapSeconds',
    'maxGapSeconds',
    'warnings',
  ]);
  expect(JSON.parse(line)).toEqual(scheduleReport('\u009b31m\u202e\n0', cnpg));
});

describe('the text on a schedule', () => {
  test('says what runs, when, and what to write instead', () => {
    expect(text('0 3 * * *', cnpg)).toBe(`0 3 * * *: CloudNativePG runs it at second 0 of minute 3, every hour
  warning: the admission webhook warns that there are 5 fields instead of six: the first one is the seconds
  warning: crontab would run it every day at 03:00:00; write "0 0 3 * * *"

Next runs
  2026-01-01T00:03:00Z
  2026-01-01T01:03:00Z
  2026-01-01T02:03:00Z

8760 runs a year, 1 hour apart
`);
  });

  test('shows the clock of the zone too', () => {
    const options = { ...cronjob, timeZone: 'America/St_Johns', from: Date.UTC(2026, 2, 7), count: 2 };
    expect(text('30 2 * * *', options)).toBe(`30 2 * * *: Kubernetes runs it every day at 02:30

Next runs
  2026-03-07T06:00:00Z  2026-03-07T02:30:00-03:30 America/St_Johns
  2026-03-09T05:00:00Z  2026-03-09T02:30:00-02:30 America/St_Johns

364 runs a year, 1 day to 47 hours apart
`);
  });

  test('says what refuses an expression and what was meant', () => {
    expect(text('0 2 * * 0', cnpg)).toBe(`0 2 * * 0: CloudNativePG refuses it
  Beginning of range (0) below minimum (1): 0
  "0" stands where the month belongs, which is 1 to 12, or jan to dec
  write "0 0 2 * * 0": the seconds come first, so six fields are needed
`);
    expect(text('0 3 * * L', cronjob)).toBe(`0 3 * * L: Kubernetes refuses it
  failed to parse int from L: strconv.Atoi: parsing "L": invalid syntax
  "L" stands where the day of the week belongs, which is 0 to 6, or sun to sat
`);
  });

  test('says what is wrong with the time zone', () => {
    expect(text('0 3 * * *', { ...cronjob, timeZone: 'utc' })).toBe(`0 3 * * *: when it runs depends on the time zone
  unknown time zone utc
`);
  });

  test('counts what runs once or never', () => {
    expect(text('0 0 3 30 2 *', cnpg)).toBe(`0 0 3 30 2 *: CloudNativePG never runs it
  warning: it never runs: no time in the next five years matches
`);
    expect(text('@yearly', { ...cnpg, count: 0 })).toContain('\n1 run a year, 365 days apart\n');
  });

  test('lets nothing in an expression steer the terminal', () => {
    expect(text('\u001b[31m', cnpg)).toContain('\\u{1b}[31m: CloudNativePG refuses it');
  });
});

interface OracleAnswer {
  readonly ok: boolean;
  readonly err?: string;
  readonly next?: readonly string[];
  readonly minGapSec?: number;
  readonly maxGapSec2026to2027?: number;
  readonly runsIn2026: number;
  readonly runsCapped?: true;
}

interface OracleRow {
  readonly expr: string;
  readonly cnpg_robfig_v1_2_0_Parse: OracleAnswer;
  readonly k8s_robfig_v3_0_1_ParseStandard: OracleAnswer;
}

const oracle = new URL('../../../../../shared/data/cron/oracle.json', import.meta.url);

describe.skipIf(!existsSync(oracle))('the report (skipped without ../shared, which holds the answers)', () => {
  test.each([
    [cnpg, 'cnpg_robfig_v1_2_0_Parse'],
    [cronjob, 'k8s_robfig_v3_0_1_ParseStandard'],
  ] as const)('says what the library says, %j', (options, library) => {
    const rows: readonly OracleRow[] = JSON.parse(readFileSync(oracle, 'utf8'));
    const reports = rows.map((row) => scheduleReport(row.expr, { ...options, count: 5 }));
    expect(
      reports.map(({ warnings: _, runsPerYear, minGapSeconds: __, maxGapSeconds, ...rest }, index) =>
        rows[index]?.[library].runsCapped ? rest : { ...rest, runsPerYear, maxGapSeconds },
      ),
    ).toEqual(
      rows.map(({ expr, [library]: answer }) => ({
        expression: expr,
        valid: answer.ok,
        error: answer.err ?? null,
        next: answer.next ?? [],
        ...(!answer.runsCapped && {
          runsPerYear: answer.runsIn2026,
          maxGapSeconds: answer.maxGapSec2026to2027 ?? null,
        }),
      })),
    );
    // The recorded shortest gap is that of the next five runs; over two years it can only be shorter.
    for (const [index, { minGapSeconds }] of reports.entries()) {
      const recorded = rows[index]?.[library].minGapSec;
      if (minGapSeconds !== null) expect(minGapSeconds).toBeLessThanOrEqual(recorded ?? Number.POSITIVE_INFINITY);
    }
  });
});

function text(expression: string, options: ScheduleOptions): string {
  return renderScheduleText(scheduleReport(expression, options), options);
}
