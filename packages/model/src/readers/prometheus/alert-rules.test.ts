import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readBackupModel } from '../../read-backup-model.ts';

const head = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { namespace: monitoring, name: cnpg }
spec:
  groups:
    - name: cnpg
      rules:
`;

function read(rules: string) {
  const files = { 'alerts.yaml': head + rules };
  const { result } = readObjects(memoryTree(files));
  return { text: files['alerts.yaml'], rules: readBackupModel(result.objects).alertRules };
}

test.each([
  ['plain', 'expr: up{job="cnpg"} + other{a="b"} < 1'],
  ['quoted', `expr: 'up{job="cnpg"} + other{a="b"} < 1'`],
  ['escaped', 'expr: "up{job=\\"cnpg\\"} + other{a=\\"b\\"} < 1"'],
  ['folded', 'expr: >-\n            up{job="cnpg"}\n            + other{a="b"} < 1'],
  ['literal', 'expr: |\n            up{job="cnpg"}\n            + other{a="b"} < 1'],
])('metrics have their places in a %s text', (_, expression) => {
  const { text, rules } = read(`        - alert: Down\n          ${expression}\n`);
  const places = rules.flatMap(({ metrics }) => metrics.map(({ origin: { range } }) => [range.start, range.end]));
  expect(places.map(([start, end]) => text.slice(start, end))).toEqual(['up', 'other']);
});

test('rules of one name are told apart, and have a name, patience and a reason where they cannot be read', () => {
  const { rules } = read(`        - { alert: Down, expr: up < 1, for: 1h30m }
        - { alert: Down, expr: "up <", for: soon }
        - { record: cnpg:up, expr: up }
        - { alert: Nothing }
`);
  expect(rules.map(({ address, title }) => [address.replace(/^.*#/, ''), title])).toEqual([
    ['cnpg/Down', 'the alert Down'],
    ['cnpg/Down/2', 'the alert Down'],
    ['cnpg/cnpg:up', 'the recording cnpg:up'],
    ['cnpg/Nothing', 'the alert Nothing'],
  ]);
  expect(rules.map(({ patience }) => patience)).toMatchObject([
    { kind: 'written', value: 5_400 },
    { kind: 'unknown' },
    { kind: 'defaulted', value: 0 },
    { kind: 'defaulted', value: 0 },
  ]);
  expect(rules.map(({ unreadable }) => unreadable)).toEqual([
    undefined,
    'its expression is no PromQL that backlint can read',
    undefined,
    'it has no expression',
  ]);
});

test('rules about neither databases nor backups are left out', () => {
  const { rules } = read('        - { alert: Disk, expr: node_filesystem_avail_bytes < 1 }\n');
  expect(rules).toHaveLength(1);
  const other = readObjects(
    memoryTree({ 'a.yaml': `${head.replaceAll('cnpg', 'nodes')}        - { alert: Disk, expr: up < 1 }\n` }),
  );
  expect(readBackupModel(other.result.objects).alertRules).toEqual([]);
});
