import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { makeMetrics } from '../metrics.ts';
import { knownMetrics, metricOf } from './known-metrics.ts';
import { selectorsOf } from './selectors-of.ts';

function textOf(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

const groups = z.array(
  z.strictObject({
    name: z.string(),
    rules: z.array(
      z.strictObject({
        alert: z.string().regex(/^Backlint[A-Z]\w+$/),
        expr: z.string(),
        for: z
          .string()
          .regex(/^\d+[mhd]$/)
          .optional(),
        labels: z.strictObject({ severity: z.enum(['critical', 'warning', 'info']) }),
        annotations: z.strictObject({ summary: z.string(), runbook: z.string() }),
      }),
    ),
  }),
);
const rules = z.object({ groups }).parse(parse(textOf('deploy/prometheus/alerts.yaml')));
const alerts = rules.groups.flatMap((group) => group.rules);

const dashboard = z
  .object({
    panels: z.array(
      z.object({
        id: z.int(),
        title: z.string(),
        gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
        targets: z.array(z.object({ expr: z.string() })).min(1),
      }),
    ),
  })
  .parse(JSON.parse(textOf('deploy/grafana/backlint-bot.json')));
const panels = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));

const guide = textOf('../docs/bot.md');
const metrics = await knownMetrics();
/** What Prometheus adds to everything that it scrapes. */
const added = ['job', 'instance', 'le'];

describe.each([
  ...alerts.map(({ alert, expr }) => ({ name: `the alert ${alert}`, expr })),
  ...panels.map(({ title, expr }) => ({ name: `the panel "${title}"`, expr })),
])('$name', ({ expr }) => {
  test('asks for what the bot shows', () => {
    const { series, labels } = selectorsOf(expr);
    expect(series).not.toEqual([]);
    expect(series.filter((one) => !metrics.has(one))).toEqual([]);
    const known = [...added, ...series.flatMap((one) => [...(metrics.get(one) ?? [])])];
    expect(labels.filter((label) => !known.includes(label))).toEqual([]);
  });
});

test('every metric is on the dashboard', () => {
  const shown = new Set(panels.flatMap(({ expr }) => selectorsOf(expr).series.map(metricOf)));
  expect([...shown].sort()).toEqual([...new Set([...metrics.keys()].map(metricOf))].sort());
});

test('panels have numbers of their own and do not overlap', () => {
  const places = dashboard.panels.map(({ gridPos: { x, y } }) => `${x} ${y}`);
  expect(new Set(places).size).toBe(places.length);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(places.length);
});

test('the first work that is given up is an increase: its counter begins with 0', async () => {
  const fresh = await makeMetrics(async () => ({ waiting: 0, delayed: 0, running: 0, oldest: 0 })).render();
  expect(fresh).toContain('backlint_work_total{kind="merge-group",outcome="gave-up"} 0');
});

test('the guide names the metrics that there are', () => {
  const named = [...guide.matchAll(/\bbacklint_[a-z_]+/g)].map(([name]) => metricOf(name));
  expect([...new Set(named)].sort()).toEqual([...new Set([...metrics.keys()].map(metricOf))].sort());
});

test('the guide says what to do about every alert, and about no other', () => {
  const told = [...guide.matchAll(/^#+ (Backlint\w+)$/gm)].map(([, name = '']) => name);
  expect(told).toEqual(alerts.map(({ alert }) => alert));
  for (const { alert, annotations } of alerts) expect(annotations.runbook).toBe(`docs/bot.md#${alert.toLowerCase()}`);
});

test('the Prometheus operator gets the same alerts', () => {
  const custom = parse(textOf('deploy/kubernetes/components/prometheus-operator/prometheus-rule.yaml'));
  expect(custom.spec.groups).toEqual(rules.groups);
});

test.each(['sum(', 'rate(a[5m]', 'a{b=}', 'sum by (a b) (c)'])('%j is no expression', (expression) => {
  expect(() => selectorsOf(expression)).toThrow(SyntaxError);
});
