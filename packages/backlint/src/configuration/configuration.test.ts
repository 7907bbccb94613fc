import { mkdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const unprotected = (name: string, more = '') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: ${name}, namespace: shop }
spec: { storage: { size: 1Gi }${more} }
`;
const archived = unprotected(
  'orders',
  ', backup: { retentionPolicy: 30d, barmanObjectStore: { destinationPath: "s3://b/orders/", endpointURL: "https://s3.lab.example.com", s3Credentials: { inheritFromIAMRole: true } } }',
);

const folders: { remove(): void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function repository(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(files);
  folders.push(folder);
  mkdirSync(`${folder.path}/.git`);
  return folder.path;
}

interface Said {
  readonly rule: string;
  readonly severity: string;
  readonly address: string;
  readonly message: string;
}

async function findings(cwd: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await runIn(cwd, ['check', '--format', 'json', ...args]);
  const { findings: all, ignored, undecided } = JSON.parse(stdout);
  const said = (list: readonly Said[]) => list.map(({ rule, severity }) => [severity, rule].join(' '));
  return { code, stderr, findings: said(all), ignored, undecided: undecided.map(({ rule }: Said) => rule) };
}

describe('severities', () => {
  test('are those of the configuration, for all that a rule finds', async () => {
    const cwd = repository({
      'a.yaml': unprotected('orders'),
      '.backlint.yaml': 'rules:\n  unprotected-database: note\n  unverified-database: "off"\n',
    });
    expect(await findings(cwd)).toMatchObject({ code: 0, findings: ['note unprotected-database'] });
    expect((await findings(cwd, '--fail-on', 'note')).code).toBe(1);
    expect((await findings(cwd, '--no-config')).findings).toContain('error unprotected-database');
  });

  test('come from the profile, which the command line can choose', async () => {
    const cwd = repository({ 'a.yaml': archived, '.github/backlint.yaml': 'profile: minimal\n' });
    expect((await findings(cwd)).findings).toEqual(['error unscheduled-cluster']);
    const strict = await findings(cwd, '--profile', 'strict', '--only', 'unverified-database');
    expect(strict).toMatchObject({ code: 1, findings: ['note unverified-database'] });
    expect(await findings(cwd, '--profile', 'recommended', '--only', 'unverified-database')).toMatchObject({ code: 0 });
  });
});

test('options of a rule are its own', async () => {
  const schedule = `---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: often, namespace: shop }
spec: { schedule: "0 0 */6 * * *", method: barmanObjectStore, cluster: { name: orders } }
`;
  const files = { 'a.yaml': archived + schedule };
  const only = ['--only', 'too-frequent-schedule'];
  expect((await findings(repository(files), ...only)).findings).toEqual([]);
  const configured = 'rules: { too-frequent-schedule: { severity: note, options: { minutes: 720 } } }\n';
  expect((await findings(repository({ ...files, '.backlint.yaml': configured }), ...only)).findings).toEqual([
    'note too-frequent-schedule',
  ]);
});

test('files that are excluded are not judged, and can still be built upon', async () => {
  const cwd = repository({
    'legacy/a.yaml': unprotected('old'),
    'base/cluster.yaml': unprotected('orders'),
    'base/kustomization.yaml': 'resources: [cluster.yaml]\n',
    'prod/kustomization.yaml': 'namespace: prod\nresources: [../base]\n',
    '.backlint.yaml': 'exclude: ["legacy/**", "base/**"]\n',
  });
  const { stdout } = await runIn(cwd, ['check', '--format', 'json']);
  expect(JSON.parse(stdout).databases.map(({ address }: Said) => address)).toEqual([
    'postgresql.cnpg.io/Cluster/prod/orders',
  ]);
  const included = await runIn(cwd, ['check', 'legacy', '--format', 'json', '--no-config']);
  expect(JSON.parse(included.stdout).databases).toHaveLength(1);
});

test('facts tell where a store stands, and which versions run', async () => {
  const files = { 'a.yaml': archived };
  const place = (key: string) => `facts:\n  ${key}:\n    hosts: ["*.lab.example.com"]\n`;
  const only = ['--only', 'in-cluster-destination,same-site-destination'];
  expect(await findings(repository(files), ...only)).toMatchObject({ undecided: [expect.anything()] });
  for (const [key, expected] of [
    ['inCluster', ['in-cluster-destination']],
    ['sameSite', ['same-site-destination']],
    ['offSite', []],
  ] as const) {
    const said = await findings(repository({ ...files, '.backlint.yaml': place(key) }), ...only);
    expect(said.findings.map((one) => one.split(' ')[1])).toEqual(expected);
    expect(said.undecided).toEqual([]);
  }
  const versions = { ...files, '.backlint.yaml': 'facts: { operatorVersion: v1.31.0 }\n' };
  expect((await findings(repository(versions), '--only', 'deprecated-in-tree-store')).findings).toEqual([
    'error deprecated-in-tree-store',
  ]);
});

describe('waivers', () => {
  const waiver = (more: string) => `waivers:
  - rule: unprotected-database
    object: Cluster shop/*
    reason: rebuilt from events
${more.replace(/^/gm, '    ')}
`;
  const only = ['--only', 'unprotected-database'];

  test('ignore what they are about, and stay visible', async () => {
    const cwd = repository({
      'a.yaml': unprotected('orders'),
      '.backlint.yaml': waiver('until: "2026-12-31"\napprover: ada'),
    });
    expect(await findings(cwd, ...only)).toMatchObject({
      code: 0,
      findings: [],
      ignored: [{ rule: 'unprotected-database', reason: 'rebuilt from events' }],
    });
    expect(await findings(cwd, ...only, '--no-ignores')).toMatchObject({ code: 1, ignored: [] });
  });

  test('that are over or do nothing are findings in the configuration', async () => {
    const over = repository({ 'a.yaml': unprotected('orders'), '.backlint.yaml': waiver('until: "2025-12-31"') });
    expect((await findings(over, ...only)).findings.sort()).toEqual([
      'error unprotected-database',
      'warning expired-ignore',
    ]);
    const unused = repository({
      'a.yaml': unprotected('orders'),
      '.backlint.yaml': waiver('').replace('shop/*', 'elsewhere/*'),
    });
    const { stdout } = await runIn(unused, ['check', '--format', 'compact', ...only]);
    expect(stdout).toContain('.backlint.yaml:2:5: warning');
  });

  test('do not hide that something else refers to what is not there', async () => {
    const schedule = `---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: daily, namespace: shop }
spec: { schedule: "0 0 3 * * *", cluster: { name: gone } }
`;
    const cwd = repository({ 'a.yaml': unprotected('orders') + schedule, '.backlint.yaml': waiver('') });
    expect((await findings(cwd, '--only', 'unprotected-database,orphaned-schedule')).findings).toEqual([
      'error orphaned-schedule',
    ]);
  });
});

test('tiers demand what they say', async () => {
  const cwd = repository({
    'a.yaml': archived,
    '.backlint.yaml':
      'tiers:\n  gold: { match: { namespaces: [shop] }, rpo: 15m, retention: 5w, verification: restore-drill }\n',
  });
  const { stdout } = await runIn(cwd, ['--only', 'unmet-tier', '--format', 'json']);
  expect(JSON.parse(stdout).findings.map(({ message }: Said) => message)).toEqual([
    'Cluster shop/orders is of tier gold, which demands at most 15 minutes of loss, and it can lose everything',
    'Cluster shop/orders is of tier gold, which demands backups of 35 days, and they are kept for 30',
    'Cluster shop/orders is of tier gold, which demands a restore that is tried again and again, and there is none',
  ]);
});

test('tenants are told apart as it is said', async () => {
  const store =
    'backup: { barmanObjectStore: { destinationPath: s3://b/X, s3Credentials: { secretAccessKey: { name: s3, key: k } } } }';
  const database = (name: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { namespace: paas, name: ${name}, labels: { tenant: ${name} } }
spec: { storage: { size: 1Gi }, ${store.replace('X', name)} }
---
`;
  const files = { 'a.yaml': database('acme') + database('globex') };
  const told = repository({ ...files, '.backlint.yaml': 'facts: { tenants: { label: tenant } }\n' });
  const only = ['--only', 'shared-tenant-credentials'];
  expect((await findings(told, ...only)).findings).toEqual(['warning shared-tenant-credentials']);
  expect((await findings(repository(files), ...only)).findings).toEqual([]);
  const wrong = repository({ ...files, '.backlint.yaml': 'facts: { tenants: { namespace: paas } }\n' });
  expect((await runIn(wrong, [])).stderr).toContain('must have {tenant} in it once');
});

test('rules of the house run like the others', async () => {
  const cwd = repository({
    'a.yaml': unprotected('orders'),
    '.backlint.yaml': `houseRules:
  - id: untiered-database
    summary: A database without a tier
    for: database
    assert: database.tier != null
waivers:
  - { rule: untiered-database, object: Cluster shop/carts, reason: x }
`,
  });
  expect((await findings(cwd)).findings).toContain('warning untiered-database');
  expect((await findings(cwd, '--only', 'untiered-database')).findings).toHaveLength(2);
  expect((await findings(cwd, '--skip', 'untiered-database')).findings).not.toContain('warning untiered-database');
});

describe('a configuration that is not valid says where and what would be right', () => {
  test.each([
    ['profil: strict\n', '.backlint.yaml:1:1: there is no setting "profil". Did you mean "profile"?'],
    ['profile: strikt\n', '.backlint.yaml:1:1: profile must be minimal, recommended or strict. Did you mean "strict"?'],
    [
      'rules:\n  unscheduled-clusters: off\n',
      'there is no rule "unscheduled-clusters". Did you mean "unscheduled-cluster"?',
    ],
    [
      'rules:\n  unscheduled-cluster: fatal\n',
      ':2:3: rules.unscheduled-cluster must be off, note, warning or error, or a mapping',
    ],
    [
      'facts:\n  sameSite:\n    host: [a]\n',
      ':3:5: there is no setting "host" in facts.sameSite. Did you mean "hosts"?',
    ],
    [
      'facts: { sameSite: { networks: [10.0.0.0] } }\n',
      'facts.sameSite.networks.0 must be a network such as 10.0.0.0/8.',
    ],
    ['waivers:\n  - rule: unscheduled-cluster\n    object: x\n', ':2:5: waivers.0.reason is missing.'],
    ['waivers:\n  - { rule: nope, object: x, reason: y }\n', ':2:7: there is no rule "nope".'],
    [
      'waivers:\n  - { rule: unscheduled-cluster, object: x, reason: y, until: 2026-13-01 }\n',
      'waivers.0.until must be a day such as 2026-12-31.',
    ],
    ['exclude: legacy\n', ':1:1: exclude must be a list.'],
    ['- a\n', 'the configuration must be a mapping.'],
    ['rules: {\n', '.backlint.yaml:'],
    [
      'houseRules:\n  - { id: a-b, summary: x, for: database, assert: "datbase.x" }\n',
      ':2:43: houseRules.0.assert: Unknown variable: datbase.',
    ],
    [
      'houseRules:\n  - { id: unscheduled-cluster, summary: x, for: database, assert: "true" }\n',
      'backlint has a rule "unscheduled-cluster" itself: choose another name.',
    ],
  ])('%j', async (text, message) => {
    const cwd = repository({ 'a.yaml': unprotected('orders'), '.backlint.yaml': text });
    const { code, stdout, stderr } = await runIn(cwd, []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('backlint: the configuration is not valid:\n');
    expect(stderr).toContain(message);
  });
});

describe('a configuration is found', () => {
  const off = 'rules: { unprotected-database: off }\n';

  test('from a folder inside of the repository', async () => {
    const cwd = repository({ 'apps/a.yaml': unprotected('orders'), '.forgejo/backlint.yml': off });
    expect((await findings(`${cwd}/apps`)).code).toBe(0);
    expect((await findings(`${cwd}/apps`, '--no-config')).code).toBe(1);
    expect((await runIn(`${cwd}/apps`, ['--only', 'unprotected-database'])).stderr).toContain('switches');
  });

  test('where somebody says', async () => {
    const cwd = repository({ 'a.yaml': archived, 'strict.yaml': 'profile: strict\n' });
    const only = ['--only', 'unverified-database'];
    expect((await runIn(cwd, only)).code).toBe(0);
    expect((await runIn(cwd, ['--config', 'strict.yaml', ...only])).code).toBe(1);
    expect(await runIn(cwd, ['--config', 'missing.yaml'])).toMatchObject({
      code: 2,
      stderr: 'backlint: "missing.yaml" cannot be read (ENOENT).\n',
    });
  });

  test('only once', async () => {
    const cwd = repository({ 'a.yaml': unprotected('orders'), '.backlint.yaml': off, '.github/backlint.yaml': off });
    expect(await runIn(cwd, [])).toMatchObject({
      code: 2,
      stderr: 'backlint: there are two configurations, .backlint.yaml and .github/backlint.yaml: keep one of them.\n',
    });
  });
});

describe('commands beside check', () => {
  const excluded = {
    '.backlint.yaml': 'exclude: [old/**]\n',
    'new/cluster.yaml': unprotected('orders'),
    'old/cluster.yaml': unprotected('legacy'),
  };

  test.each([['render'], ['baseline'], ['posture']])('%s leaves out what is excluded, unless told to', async (name) => {
    const cwd = repository(excluded);
    const [configured, all] = [await runIn(cwd, [name]), await runIn(cwd, [name, '--no-config'])];
    expect(configured.stdout).toContain('orders');
    expect(configured.stdout).not.toContain('legacy');
    expect(all.stdout).toContain('legacy');
  });

  test('scaffold does not know what is excluded', async () => {
    const cwd = repository({ ...excluded, 'other.yaml': 'exclude: [new/**]\n' });
    const args = ['scaffold', 'alerts', '--for', 'legacy'];
    expect((await runIn(cwd, args)).stderr).toContain('no Cluster is called "legacy"');
    expect((await runIn(cwd, [...args, '--config', 'other.yaml'])).code).toBe(0);
    expect((await runIn(cwd, [...args, '--no-config'])).code).toBe(0);
  });

  test.each([['render'], ['baseline'], ['posture'], ['timeline']])('%s says what is wrong with it', async (name) => {
    const cwd = repository({ ...excluded, 'broken.yaml': 'exclud: []\n' });
    expect(await runIn(cwd, [name, '--config', 'broken.yaml'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('there is no setting "exclud". Did you mean "exclude"?'),
    });
  });
});
