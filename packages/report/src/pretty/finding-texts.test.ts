import type { Finding } from '@backlint/lint/finding';
import { expect, test } from 'vitest';
import { fullReport, unscheduled } from '../sample-report.ts';
import { renderPretty } from './render-pretty.ts';

const plain = { color: false, width: 100 };

test('what one line does to many objects is told once', () => {
  const findings = titles('a', 'b', 'c', 'd', 'e').map((about) => ({ ...unscheduled, about }));
  const text = pretty(findings);
  expect(text.match(/^error\[unscheduled-cluster\]/gm)).toHaveLength(1);
  expect(text).toContain('= also: 4 others by the same line: Cluster b, Cluster c, Cluster d and 1 other\n');
  expect(renderPretty({ ...fullReport, findings }, { ...plain, verbose: true }).match(/^error\[unsch/gm)).toHaveLength(
    5,
  );
});

test('a rule that warns again is told in two lines', () => {
  const warning = { ...unscheduled, severity: 'warning' as const };
  const again = { ...warning, at: { range: { ...warning.at.range, start: 4, end: 5 } } };
  const text = pretty([warning, again]);
  expect(text.match(/= help: backlint explain unscheduled-cluster/g)).toHaveLength(1);
  expect(text).toMatch(/^warning\[unscheduled-cluster\] .*\n --> apps\/orders\/cluster.yaml:1:5\n$/m);
});

test('an error is told in full each time', () => {
  const again = { ...unscheduled, at: { range: { ...unscheduled.at.range, start: 4, end: 5 } } };
  expect(pretty([unscheduled, again]).match(/= help: backlint explain unscheduled-cluster/g)).toHaveLength(2);
});

test('the notes of a rule stand together, below all that is graver', () => {
  const notes = titles('a', 'b', 'c', 'd', 'e', 'f', 'g').map((about, start) => ({
    ...unscheduled,
    rule: 'unverified-database',
    severity: 'note' as const,
    message: `${about.title} is not verified`,
    about,
    at: { range: { ...unscheduled.at.range, start, end: start + 1 } },
  }));
  expect(pretty([...notes, unscheduled])).toMatch(
    /^error[\s\S]*\n\nnote\[unverified-database\] 7 times\n {2}apps\/orders\/cluster.yaml:1 {2}Cluster a is not verified\n(.*\n){4} {2}and 2 other places \(--verbose shows them\)\n/,
  );
});

function titles(...names: readonly string[]) {
  return names.map((name) => ({ ...unscheduled.about, address: name, title: `Cluster ${name}` }));
}

function pretty(findings: readonly Finding[]): string {
  return renderPretty({ ...fullReport, findings }, plain);
}
