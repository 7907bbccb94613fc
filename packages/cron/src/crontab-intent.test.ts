import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crontabIntent } from './crontab-intent.ts';
import { moments, schedules } from './fixtures/sample-schedules.ts';
import { nextRuns } from './next-run.ts';
import { parseSchedule } from './parse-schedule.ts';
import type { Dialect } from './schedule.ts';

describe('a line of five fields', () => {
  test('has two readings', () => {
    expect(crontabIntent('0 3 * * *')).toMatchObject({
      asCrontab: { words: 'every day at 03:00:00', sixFields: '0 0 3 * * *' },
      asCloudNativePg: { words: 'at second 0 of minute 3, every hour', sixFields: '0 3 * * * *' },
      rewrite: '0 0 3 * * *',
      keeps: 'crontab',
    });
  });

  test.each([
    ['0 3 * * *', '0 0 3 * * *'],
    ['0  3\t* * *', '0 0 3 * * *'],
    ['0 0 * * *', '0 0 0 * * *'],
    ['*/15 * * * *', '0 */15 * * * *'],
    ['0 */6 * * *', '0 0 */6 * * *'],
    ['0 2 * * 0', '0 0 2 * * 0'],
    ['0 2 * * SUN', '0 0 2 * * SUN'],
    ['0 2 * * Sunday', '0 0 2 * * Sun'],
    ['0 2 * * 1', '0 0 2 * * 1'],
    ['0 2 * * 7', '0 0 2 * * 0'],
    ['0 2 * * 0,7', '0 0 2 * * 0'],
    ['0 2 * * 1-5', '0 0 2 * * 1-5'],
    ['0 2 * * 5-7', '0 0 2 * * 5-6,0'],
    ['0 2 * * 6-7', '0 0 2 * * 6,0'],
    ['0 2 * * 1-7', '0 0 2 * * 0-6'],
    ['0 2 * * 1-7/3', '0 0 2 * * 1,4,0'],
    ['0 2 * jan-mar *', '0 0 2 * jan-mar *'],
    ['0 2 * January *', '0 0 2 * Jan *'],
    ['0 2 28 * *', '0 0 2 28 * *'],
    ['30 2 15 * *', '0 30 2 15 * *'],
    ['0 2 1 * *', '0 0 2 1 * *'],
    ['0 2 1,15 * *', '0 0 2 1,15 * *'],
    ['0 3 */2 * *', '0 0 3 */2 * *'],
  ])('%s was meant as crontab: %s', (expression, rewrite) => {
    expect(crontabIntent(expression)).toMatchObject({ rewrite, keeps: 'crontab' });
  });

  test.each([
    ['0 0 4 * *', '0 0 4 * * *'],
    ['0 0 1 * *', '0 0 1 * * *'],
    ['0 0 4 ? ?', '0 0 4 ? ? *'],
    ['0 30 4 * *', '0 30 4 * * *'],
    ['0 15 4 * *', '0 15 4 * * *'],
    ['0 45 * * *', '0 45 * * * *'],
  ])('%s does what was meant already: %s', (expression, rewrite) => {
    expect(crontabIntent(expression)).toMatchObject({ rewrite, keeps: 'cnpg' });
  });

  test.each(['0 3 1 1 *', '0 0 */6 * *', '0 0 4 * 1', '0 3 1-7 * 1', '1 2 3 4 5', 'H 3 * * *', '0 3 * * L'])(
    '%s may have been meant either way, or neither',
    (expression) => {
      const intent = crontabIntent(expression);
      expect(intent).toBeDefined();
      expect(intent).not.toHaveProperty('rewrite');
      expect(intent).not.toHaveProperty('keeps');
    },
  );

  test.each(['', '@daily', '@a b c d e', '0 0 3 * * *', '0 3 * *', 'TZ=UTC 0 3 * * *'])('%j is none', (expression) => {
    expect(crontabIntent(expression)).toBeUndefined();
  });

  test('runs as it was meant after it is rewritten', () => {
    fc.assert(
      fc.property(schedules, moments, ({ expression, dialect }, from) => {
        const line = dialect === 'cnpg' ? expression.split(' ').slice(1).join(' ') : expression;
        const { rewrite, keeps } = crontabIntent(line) ?? {};
        if (rewrite === undefined) return;
        expect(next(rewrite, 'cnpg', from)).toEqual(next(line, keeps === 'cnpg' ? 'cnpg' : 'cronjob', from));
      }),
      { numRuns: 500 },
    );
  });
});

function next(expression: string, dialect: Dialect, from: number): number[] {
  const parsed = parseSchedule(expression, dialect);
  return parsed.kind === 'valid' ? nextRuns(parsed.schedule, from * 1000, 20) : [];
}
