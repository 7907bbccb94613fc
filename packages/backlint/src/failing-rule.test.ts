import { afterAll, expect, test, vi } from 'vitest';
import { runIn, temporaryFolder } from './test-shell.ts';

vi.mock('@backlint/rules/rules', () => ({
  rules: [
    {
      id: 'unlucky',
      summary: 'Throws',
      severity: 'error',
      since: '0.1.0',
      check: () => {
        throw new Error('out of luck');
      },
    },
    {
      id: 'found',
      summary: 'Finds every database',
      severity: 'error',
      since: '0.1.0',
      *check(model: { databases: readonly object[] }) {
        for (const about of model.databases) yield { outcome: 'problem', about, message: 'found it' };
      },
    },
  ],
}));

const folder = temporaryFolder({
  'cluster.yaml':
    'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: a }\nspec: { storage: { size: 1Gi } }\n',
});

afterAll(folder.remove);

test('a rule that throws is our failure, told with its stack, and the others still run', async () => {
  const { code, stdout, stderr } = await runIn(folder.path, []);
  expect(code).toBe(3);
  expect(stdout).toContain('error[found] found it');
  expect(stdout).toContain('The rule unlucky failed');
  expect(stderr).toMatch(/the rule unlucky failed, which is a bug of backlint.*\nError: out of luck\n {4}at /);
});

test('a bug elsewhere is told with its stack too', async () => {
  const stdout = {
    isTerminal: false,
    write: () => {
      throw new TypeError('a bug');
    },
  };
  const { code, stderr } = await runIn(folder.path, [], { stdout });
  expect(code).toBe(3);
  expect(stderr).toMatch(/^backlint failed, which is a bug of backlint.*\nTypeError: a bug\n {4}at /);
});
