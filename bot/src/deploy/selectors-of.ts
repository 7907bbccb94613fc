import { parser } from '@prometheus-io/lezer-promql';

/** What an expression asks of Prometheus: series by name, and the labels by which it picks and groups them. */
export interface Selectors {
  readonly series: readonly string[];
  readonly labels: readonly string[];
}

/** Reads an expression as Prometheus would; rejects what is none. Grafana's own variables are not looked at. */
export function selectorsOf(expression: string): Selectors {
  const text = expression.replaceAll('$__rate_interval', '5m');
  const series: string[] = [];
  const labels: string[] = [];
  parser.parse(text).iterate({
    enter({ type, name, from, to }) {
      if (type.isError) throw new SyntaxError(`"${expression}" is no PromQL at ${from}.`);
      const parent = text.slice(from, to);
      if (name === 'VectorSelector') series.push(/^\w+/.exec(parent)?.[0] ?? '');
      if (name === 'LabelName') labels.push(parent);
    },
  });
  return { series, labels };
}
