import { describe, expect, test } from 'vitest';
import type { PlaceInText } from '../cron-job/places-in-text.ts';
import { readPromql } from './promql.ts';

const file = { path: 'alerts.yaml', text: '' };
const place: PlaceInText = (start, end) => ({ range: { file, start, end } });

function read(text: string) {
  return readPromql(text, place);
}

describe('the metrics of an expression', () => {
  test.each([
    ['time() - max by (namespace) (taken{job="none"}) > 26 * 3600', ['taken']],
    ['sum by (pod) (rate(failed[5m])) / on (pod) group_left (node) info > 0', ['failed', 'info']],
    ['"words" == 1 or label_replace(up, "to", "$1", "from", "(.*)")', ['up']],
    ['{__name__="named", job="a"} offset 5m', ['named']],
    ['a:b:rate5m > 1 # and not_this', ['a:b:rate5m']],
    ['max_over_time((a - b)[1h:5m]) > 0', ['a', 'b']],
    ['{__name__=~"some.*"} > 0', []],
  ])('%s', (text, names) => {
    expect(read(text).metrics.map(({ name }) => name)).toEqual(names);
  });

  test('have their places and matchers', () => {
    const text = `up{namespace=~"shop|crm", pod!='a'} == 0`;
    const [use] = read(text).metrics;
    expect(use?.origin.range).toMatchObject({ start: 0, end: 2 });
    expect(use?.matchers).toMatchObject([
      { label: 'namespace', operator: '=~', value: 'shop|crm', origin: { range: { start: 3, end: 24 } } },
      { label: 'pod', operator: '!=', value: 'a' },
    ]);
  });
});

describe('which values raise the alarm', () => {
  test.each([
    ['up < 3', 'low'],
    ['up < 1', 'zero'],
    ['sum(up) == bool 0', 'zero'],
    ['a + b == 0', undefined],
    ['0 < failed', 'high'],
    ['time() - taken > 5', 'low'],
    ['-(taken) > 5', 'low'],
    ['increase(failed[5m]) * 2 > 5', 'high'],
    ['(failed > 0) and on (pod) (1 > 0)', 'high'],
    ['up == 1', undefined],
    ['up', undefined],
    ['stddev_over_time(failed[5m]) > 5', undefined],
    ['1 unless failed > 0', undefined],
  ])('%s: %s', (text, when) => {
    expect(read(text).metrics[0]?.alarmingWhen).toBe(when);
  });

  test('is told of each operator around a metric too', () => {
    expect(read('time() - max(min by (pod) (taken)) > 5').metrics[0]?.aggregations).toMatchObject([
      { operator: 'min', grouping: 'by', labels: ['pod'], alarmingWhen: 'low' },
      { operator: 'max', grouping: 'none', labels: [], alarmingWhen: 'low' },
    ]);
    expect(read('MAX without (pod) (time() - taken) > 5').metrics[0]?.aggregations).toMatchObject([
      { operator: 'max', grouping: 'without', labels: ['pod'], alarmingWhen: 'high' },
    ]);
  });
});

describe('limits on age', () => {
  test.each([
    ['time() - taken > 86400', 86_400],
    ['93600 <= (time() - taken)', 93_600],
    ['time() - max by (a) (taken) > 1d', 86_400],
    ['max((time() - taken) / 3600) >= (20 + 6)', 93_600],
    ['time() - taken > 2 * 7 * 24 * 60 * 60', 1_209_600],
    ['absent(taken) or time() - taken > 1e3', 1_000],
  ])('%s: %i', (text, seconds) => {
    expect(read(text).ageLimits.map((limit) => limit.seconds)).toEqual([seconds]);
    expect(read(text).ageLimits[0]?.metrics.map(({ name }) => name)).toEqual(['taken']);
  });

  test.each(['time() - taken < 86400', 'taken > 86400', 'time() - taken > other', 'taken - time() > 5'])(
    '%s has none',
    (text) => {
      expect(read(text).ageLimits).toEqual([]);
    },
  );
});

test('what is no PromQL tells nothing', () => {
  for (const text of ['up >', 'up{', 'a b', '${THRESHOLD} < up', '']) {
    expect(read(text)).toMatchObject({ metrics: [], ageLimits: [], unreadable: expect.stringContaining('no PromQL') });
  }
});

test('deep nesting is read', () => {
  const depth = 1_900;
  expect(read(`${'('.repeat(depth)}up${')'.repeat(depth)} > 1`).metrics).toHaveLength(1);
});
