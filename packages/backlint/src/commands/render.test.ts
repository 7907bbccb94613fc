import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { runIn, temporaryFolder } from '../test-shell.ts';

let folder: ReturnType<typeof temporaryFolder> | undefined;

afterEach(() => {
  folder?.remove();
  folder = undefined;
});

async function render(files: Readonly<Record<string, string>>, ...args: string[]) {
  folder = temporaryFolder(files);
  return runIn(folder.path, ['render', ...args]);
}

const schedule = `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata:
  name: nightly
  namespace: shop
spec:
  schedule: "0 0 3 * * *"
  cluster: { name: orders }
`;

const overlay = {
  'base/kustomization.yaml': 'resources: [schedule.yaml]\n',
  'base/schedule.yaml': schedule,
  'production/kustomization.yaml': 'resources: [../base]\npatches:\n  - path: patch.yaml\n',
  'production/patch.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: nightly, namespace: shop }
spec:
  schedule: 0 30 1 * * *
`,
};

test('each object stands below the line that says where it is from and what deploys it', async () => {
  const { code, stdout } = await render({ 'b.yaml': schedule, 'a.yaml': schedule.replaceAll('nightly', 'weekly') });
  expect(code).toBe(0);
  expect(stdout).toBe(`# b.yaml:4, manifests in .
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata:
  name: nightly
  namespace: shop
spec:
  cluster:
    name: orders
  schedule: 0 0 3 * * *
---
# a.yaml:4, manifests in .
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata:
  name: weekly
  namespace: shop
spec:
  cluster:
    name: orders
  schedule: 0 0 3 * * *
`);
});

test('empty lists and mappings keep their place', async () => {
  const empty = schedule.replace('{ name: orders }', '{}');
  const { stdout } = await render({ 'a.yaml': empty }, '--provenance');
  expect(stdout).toContain('cluster: {} # a.yaml:8\n');
});

test('with --provenance each value tells its line and the lines that led there', async () => {
  const { stdout } = await render(overlay, '--provenance');
  expect(stdout).toContain('schedule: 0 30 1 * * * # production/patch.yaml:5 via base/schedule.yaml:7\n');
  expect(stdout).toContain('name: orders # base/schedule.yaml:8\n');
});

test('in JSON the same is told by pointers', async () => {
  const { stdout } = await render(overlay, '--provenance', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject([
    {
      object: { spec: { schedule: '0 30 1 * * *' } },
      at: { path: 'base/schedule.yaml', line: 4 },
      deployment: { kind: 'kustomize', title: 'kustomization production' },
      provenance: { '/spec/schedule': ['production/patch.yaml:5', 'base/schedule.yaml:7'] },
    },
  ]);
});

test('what is not known is empty, and says why', async () => {
  const files = { 'schedule.yaml': schedule.replace('"0 0 3 * * *"', `"0 0 $\{HOUR} * * *"`) };
  const { stdout } = await render(files);
  expect(stdout).toContain(
    '  schedule: # unknown: it is a template that something else fills in, begins with "0 0 "\n',
  );
  const { stdout: json } = await runIn(folder?.path ?? '', ['render', '--format', 'json']);
  expect(JSON.parse(json)).toMatchObject([
    { object: { spec: { schedule: null } }, unknown: { '/spec/schedule': { prefix: '0 0 ' } } },
  ]);
});

test('objects that the files do not tell are named', async () => {
  const remote = 'resources:\n  - https://example.org/cluster.yaml\n  - schedule.yaml\n';
  const { stdout, code } = await render({ 'kustomization.yaml': remote, 'schedule.yaml': schedule });
  expect(code).toBe(0);
  expect(stdout).toContain(
    '---\n# unknown: the remote resource https://example.org/cluster.yaml (kustomization.yaml:2): it is not in this repository\n',
  );
});

test('nothing to show is not success', async () => {
  expect(await render({ 'a.yaml': 'kind: ConfigMap\n' })).toMatchObject({ code: 4, stdout: '' });
});

test('what cannot be read is said, and the rest is shown', async () => {
  const { code, stdout, stderr } = await render({ 'a.yaml': schedule, 'b.yaml': 'kind: CronJob\n  a: [\n' });
  expect(code).toBe(1);
  expect(stdout).toContain('name: nightly');
  expect(stderr).toMatch(/^backlint: b\.yaml:1: /);
});

test('a folder without a kustomization is wrong usage', async () => {
  expect(await render({ 'a.yaml': '' }, '-k', 'nowhere')).toMatchObject({ code: 2, stdout: '' });
});

test('a kustomization that would be refused shows nothing', async () => {
  const files = { ...overlay, 'production/patch.yaml': overlay['production/patch.yaml'].replace('nightly', 'hourly') };
  const { code, stdout, stderr } = await render(files, '-k', 'production');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('kustomize-patch-no-match');
});

describe('secrets', () => {
  const secret = `apiVersion: v1
kind: Secret
metadata:
  name: store
  annotations: { kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"a":"hunter2"}}' }
stringData: { key: hunter2, other: hunter2 }
data: { more: aHVudGVyMg== }
`;
  const job = `apiVersion: batch/v1
kind: CronJob
metadata: { name: dump, namespace: shop }
spec:
  schedule: 0 3 * * *
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: dump
              command: [pg_dump, "postgres://app:hunter2@orders-rw/app"]
              args: [--password, "--password hunter2", "A=1\\nPGPASSWORD=hunter2\\nB=2"]
              env:
                - { name: PGPASSWORD, value: hunter2 }
                - { name: PGUSER, value: app }
`;

  test('are not shown, but their keys are', async () => {
    const files = {
      'kustomization.yaml': 'resources: [secret.yaml, job.yaml]\n',
      'secret.yaml': secret,
      'job.yaml': job,
    };
    const { stdout } = await render(files, '-k', '.');
    expect(stdout).not.toContain('hunter2');
    expect(stdout).not.toContain('aHVudGVyMg');
    expect(stdout).toContain('stringData:\n  key: <redacted>\n  other: <redacted>\n');
    expect(stdout).toContain('postgres://app:<redacted>@orders-rw/app');
    expect(stdout).toContain('- name: PGUSER\n              value: app\n');
  });
});

test('text that could steer a terminal is escaped, and stays the same text', async () => {
  const hidden = await render({ 'a.yaml': schedule.replace('orders', '"or\\u202eders\\x9b2J"') });
  expect(hidden.stdout).toContain('name: "or\\u202eders\\u009b2J"');
  expect(parseAllDocuments(hidden.stdout)[0]?.toJS()).toMatchObject({
    spec: { cluster: { name: 'or\u202eders\u009b2J' } },
  });
});

const kubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

describe.skipIf(!kubectl)('beside kubectl (skipped where there is no kubectl)', () => {
  const files = {
    ...overlay,
    'base/kustomization.yaml': `resources: [schedule.yaml, odd.yaml]
configMapGenerator: [{ name: settings, literals: [a=b, n=1, "on=yes"] }]
secretGenerator: [{ name: store, literals: [key=hunter2] }]
`,
    'base/odd.yaml': `kind: Odd
apiVersion: example.org/v1
metadata: { name: odd, annotations: { multi: "two\\nlines\\n", number: "12345678901234567890", "on": "off" } }
spec: { big: 12345678901234567890, octal: 0o17, float: 1.5, empty: {}, none: [], nothing: null, yes: "yes", equals: "=", text: "a: b # c" }
`,
  };

  test.each(['base', 'production'])('%s is the same', async (directory) => {
    folder = temporaryFolder(files);
    const { stdout } = await runIn(folder.path, ['render', '-k', directory]);
    const theirs = spawnSync('kubectl', ['kustomize', directory], { cwd: folder.path, encoding: 'utf8' });
    expect(theirs.stderr).toBe('');
    expect(objectsIn(stdout)).toEqual(objectsIn(theirs.stdout));
  });

  /** The objects by kind and name, without what Secrets hold. */
  function objectsIn(text: string): unknown {
    const options = { intAsBigInt: true, version: '1.1' } as const;
    const objects = parseAllDocuments(text, options).map((document) => document.toJS());
    for (const object of objects) if (object.kind === 'Secret') object.data = Object.keys(object.data);
    return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
  }
});
