import { lint } from '@backlint/lint/lint';
import { readBackupModel } from '@backlint/model/read-backup-model';
import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import type { HouseRule } from './house-rule.ts';
import { compileHouseRule } from './house-rule-check.ts';

const text = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  namespace: shop
  name: orders
  labels: { backlint.dev/tier: gold }
spec:
  instances: 3
  storage: { size: 10Gi }
  backup:
    retentionPolicy: 30d
    barmanObjectStore:
      destinationPath: s3://backups/orders/
      s3Credentials: { inheritFromIAMRole: true }
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { namespace: shop, name: carts }
spec:
  instances: \${INSTANCES}
  storage: { size: 10Gi }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { namespace: shop, name: orders-daily }
spec:
  schedule: "0 0 2 * * *"
  cluster: { name: orders }
`;

const model = readBackupModel(readObjects(memoryTree({ 'a.yaml': text })).result.objects);

function run(change: Partial<HouseRule> & Pick<HouseRule, 'assert'>) {
  const compiled = compileHouseRule({
    id: 'house-rule',
    summary: 'Something is not as agreed',
    severity: 'warning',
    for: 'database',
    ...change,
  });
  if (compiled.kind === 'problem') return `${compiled.field}: ${compiled.message}`;
  const { findings, upheld, undecided } = lint(model, [compiled.rule], { now: new Date(0) });
  return {
    findings: findings.map(({ message }) => message),
    upheld: upheld.map(({ about }) => about.title),
    undecided: undecided.map(({ why }) => why),
  };
}

const orders = 'Cluster shop/orders';
const carts = 'Cluster shop/carts';

describe('a house rule', () => {
  test('judges each part, with its own words', () => {
    expect(run({ assert: 'database.tier != null', message: 'every database has a tier' })).toEqual({
      findings: [`${carts}: every database has a tier`],
      upheld: [orders],
      undecided: [],
    });
  });

  test('judges only those it is about', () => {
    const said = run({ when: "database.tier == 'gold'", assert: 'size(database.schedules) > 1' });
    expect(said).toEqual({ findings: [`${orders}: Something is not as agreed`], upheld: [], undecided: [] });
  });

  test('does not decide what the files do not', () => {
    expect(run({ assert: 'database.instances > 1' })).toMatchObject({
      upheld: [orders],
      undecided: [expect.stringContaining(`${carts}: instances is not known: `)],
    });
    expect(run({ assert: "database.instances > 1 || database.name == 'carts'" })).toMatchObject({
      upheld: [orders, carts],
      undecided: [],
    });
  });

  test.each<[HouseRule['for'], string]>([
    [
      'schedule',
      "schedule.expression.endsWith('* * *') && schedule.database == 'orders' && schedule.immediate == false",
    ],
    ['destination', "destination.path.startsWith('s3://backups/') && destination.retention == '30d'"],
    ['database', "database.archives.all(a, a.locality == 'off-site') && size(database.verifications) == 0"],
  ])('sees a %s', (subject, assert) => {
    expect(run({ for: subject, assert })).toMatchObject({ findings: [], undecided: [] });
    expect(run({ for: subject, assert: `!(${assert})` })).toMatchObject({
      findings: expect.arrayContaining([expect.any(String)]),
    });
  });

  test('that fails says so, and blames nobody', () => {
    expect(run({ assert: 'database.nmae == "x"' })).toMatchObject({
      findings: [],
      undecided: ['the rule failed: No such key: nmae', 'the rule failed: No such key: nmae'],
    });
    expect(run({ assert: 'database.name' })).toMatchObject({
      findings: [],
      undecided: [expect.stringContaining('neither true nor false'), expect.anything()],
    });
  });

  test.each([
    ['1 +', 'assert: Unexpected token: EOF'],
    ['datbase.name == "x"', 'assert: Unknown variable: datbase'],
    ['database.name.matches("(a+)+$")', 'assert: matches() is not available here'],
    ['cel.bind(x, [1], size(x + x) > 0)', 'assert: bind() is not available here'],
    ['[1].all(a, [1].all(b, [1].all(c, true)))', 'assert: more than 2 loops inside of each other'],
    [Array.from({ length: 400 }, () => 'true').join(' && '), 'assert: '],
  ])('that cannot be used is refused: %s', (assert, message) => {
    expect(run({ assert })).toContain(message);
  });

  test('has no way out of the model', () => {
    for (const assert of ['database.constructor == null', 'database.__proto__ == null']) {
      expect(run({ assert })).toMatchObject({ findings: [], upheld: [] });
    }
  });
});
