import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const cluster = (name: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { namespace: shop, name: ${name} }
spec:
  storage: { size: 10Gi }
  backup: { barmanObjectStore: { destinationPath: s3://backups/${name}/ } }
`;

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(async () => {
  folder = temporaryFolder({ 'orders.yaml': cluster('orders') });
  expect((await runIn(folder.path, ['baseline', '--output', 'known.json'])).code).toBe(0);
});
afterAll(() => folder.remove());

const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
const check = (...args: readonly string[]) => runIn(folder.path, ['check', '--baseline', 'known.json', ...args]);

test('a baseline holds who the findings are, sorted, with words for readers', async () => {
  const { stdout } = await runIn(folder.path, ['baseline']);
  expect(stdout).toBe(readFileSync(join(folder.path, 'known.json'), 'utf8'));
  const { schema, findings } = JSON.parse(stdout);
  expect(schema).toBe('backlint.baseline/1');
  const fingerprints: readonly string[] = findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  expect(fingerprints).toContain('unscheduled-cluster postgresql.cnpg.io/Cluster/shop/orders');
  expect(fingerprints).toEqual([...fingerprints].sort());
  expect(stdout).not.toContain('orders.yaml');
});

describe('a check with a baseline', () => {
  test('passes with what was there, wherever it has moved', async () => {
    write('orders.yaml', `# A comment\n\n${cluster('orders')}`);
    const { code, stdout, stderr } = await check();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^No problems, \d+ in the baseline in 2 files/m);
    expect(stderr).toBe('');
  });

  test('fails with what is new, and keeps both apart in JSON and SARIF', async () => {
    write('users.yaml', cluster('users'));
    const { code, stdout } = await check('--format', 'json', '--format', 'sarif=out.sarif');
    expect(code).toBe(1);
    const { findings, baseline } = JSON.parse(stdout);
    const addresses = (list: readonly { address: string }[]) => [
      ...new Set(list.map(({ address }) => address.replace(/#.*/, ''))),
    ];
    expect(addresses(findings)).toEqual(['postgresql.cnpg.io/Cluster/shop/users']);
    expect(addresses(baseline.known)).toEqual(['postgresql.cnpg.io/Cluster/shop/orders']);
    expect(baseline.gone).toEqual([]);
    const { results } = JSON.parse(readFileSync(join(folder.path, 'out.sarif'), 'utf8')).runs[0];
    const states = new Set(results.map((result: { baselineState: string }) => result.baselineState));
    expect(states).toEqual(new Set(['new', 'unchanged']));
  });

  test('names what is no longer found, but for rules that did not run', async () => {
    write('orders.yaml', cluster('other'));
    const { stderr } = await check();
    expect(stderr).toContain('backlint: no longer found, so the baseline can do without:\n');
    expect(stderr).toContain('[unscheduled-cluster]\n');
    const some = await check('--only', 'shared-archive');
    expect(some.stderr).toBe('');
  });

  test('does not take what could not be read for gone', async () => {
    write('users.yaml', 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\na: {');
    const { code, stderr } = await check();
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect((await runIn(folder.path, ['baseline'])).stderr).toContain('something could not be read');
  });

  test('excuses one finding for each entry', async () => {
    write('orders.yaml', `${cluster('orders')}---\n${cluster('orders')}`);
    write('users.yaml', '');
    const { stdout } = await check('--format', 'json', '--only', 'unscheduled-cluster');
    const { findings, baseline } = JSON.parse(stdout);
    expect([findings.length, baseline.known.length]).toEqual([1, 1]);
  });
});

describe('a baseline that cannot be used ends the check, with what to do', () => {
  test.each([
    ['no file', undefined, 'there is no file or folder'],
    ['no JSON', '{', 'is not JSON, or no object'],
    ['a list', '[]', 'is not JSON, or no object'],
    ['another schema', '{ "schema": "x/1" }', 'does not say "schema": "backlint.baseline/1"'],
    ['no findings', '{ "schema": "backlint.baseline/1" }', 'has no list of findings'],
    ['half an entry', '{ "schema": "backlint.baseline/1", "findings": [{ "rule": "a" }] }', 'findings[0]'],
  ])('%s', async (_, text, why) => {
    if (text !== undefined) write('broken.json', text);
    const { code, stdout, stderr } = await runIn(folder.path, ['check', '--baseline', 'broken.json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(why);
    expect(stderr).toContain('Write it anew with: backlint baseline --output broken.json');
  });
});
