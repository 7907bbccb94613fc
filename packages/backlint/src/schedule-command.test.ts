import { describe, expect, test } from 'vitest';
import { runIn } from './test-shell.ts';

const from = ['--from', '2026-01-01T00:00:00Z'];

const schedule = (args: readonly string[], stdin = '') =>
  runIn('/', ['schedule', ...args], { readStdin: async () => stdin });

describe('backlint schedule', () => {
  test('tells what an expression does, from the moment of the call', async () => {
    const { code, stdout } = await schedule(['0 0 3 * * *', '--count', '2']);
    expect(code).toBe(0);
    expect(stdout).toContain('2026-01-01T03:00:00Z');
    expect(stdout).toContain('2026-01-02T03:00:00Z');
    expect(stdout).not.toContain('2026-01-03T03:00:00Z');
    expect(stdout).toBe((await schedule(['0 0 3 * * *', '--count', '2', ...from])).stdout);
  });

  test('knows two dialects and time zones', async () => {
    const args = ['0 3 * * *', '--format', 'json', ...from];
    const hourly = JSON.parse((await schedule(args)).stdout);
    expect(hourly.next.slice(0, 2)).toEqual(['2026-01-01T00:03:00Z', '2026-01-01T01:03:00Z']);
    const daily = JSON.parse((await schedule([...args, '--dialect', 'cronjob', '--timezone', 'Europe/Rome'])).stdout);
    expect(daily.next.slice(0, 2)).toEqual(['2026-01-01T02:00:00Z', '2026-01-02T02:00:00Z']);
  });

  test('answers each line of standard input with a line, an empty one too', async () => {
    const { code, stdout } = await schedule(['--format', 'json', '-', ...from], '@daily\r\nnonsense\n\n0 0 0 30 2 *\n');
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(answers.map(({ expression, valid }) => ({ expression, valid }))).toEqual([
      { expression: '@daily', valid: true },
      { expression: 'nonsense', valid: false },
      { expression: '', valid: false },
      { expression: '0 0 0 30 2 *', valid: true },
    ]);
    expect(Object.keys(answers[0])).toEqual([
      'expression',
      'valid',
      'error',
      'next',
      'runsPerYear',
      'minGapSeconds',
      'maxGapSeconds',
      'warnings',
    ]);
    expect(answers[3].next).toEqual([]);
  });

  test('fails where an expression would be refused', async () => {
    expect(await schedule(['@daily', 'nonsense'])).toMatchObject({ code: 1, stderr: '' });
    expect(await schedule(['@daily', '@weekly'])).toMatchObject({ code: 0, stderr: '' });
  });

  test('takes a time without an offset for UTC', async () => {
    const { stdout } = await schedule(['@daily', '--from', '2026-03-29T12:00:00']);
    expect(stdout).toBe((await schedule(['@daily', '--from', '2026-03-29T14:00:00+02:00'])).stdout);
    expect((await schedule(['@daily', '--from', '2026-03-29'])).stdout).toContain('2026-03-30T00:00:00Z');
  });

  test.each([
    [[], "missing required argument 'EXPR'"],
    [['0', '0', '3', '1', '*', '*'], 'put an expression in quotes'],
    [['@daily', '--timezone', 'Mars/Base'], '--timezone "Mars/Base": '],
    [['@daily', '--from', 'yesterday'], 'A time looks like'],
    [['@daily', '--from', '2026-13-01'], 'A time looks like'],
    [['@daily', '--count', '-1'], 'Write a number'],
    [['@daily', '--count', '9999'], 'Write a number'],
    [['@daily', '--dialect', 'quartz'], 'Allowed choices are cnpg, cronjob.'],
  ])('wrong usage: %j', async (args, message) => {
    expect(await schedule(args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});
