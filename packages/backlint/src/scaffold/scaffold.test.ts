import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readObjects } from '@backlint/objects/read-objects';
import type { Node } from '@backlint/source/node';
import { compareText, memoryTree } from '@backlint/source/source-tree';
import { afterEach, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';
import { scaffoldKinds } from './kinds.ts';

const stories = `${import.meta.dirname}/../../../../fixtures`;
const folders: { remove(): void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function copyOf(story: string) {
  const folder = temporaryFolder({});
  folders.push(folder);
  cpSync(`${stories}/${story}/repo`, folder.path, { recursive: true });
  for (const path of readdirSync(folder.path, { recursive: true, encoding: 'utf8' })) {
    if (/\.(?:yaml|tf)$/.test(path)) encrypt(`${folder.path}/${path}`);
  }
  return folder.path;
}

/** What is scaffolded repeats the endpoint that is there, so it must be one that nothing is wrong with. */
function encrypt(path: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replaceAll(/http:\/\/[\w.-]+(?::\d+)?/g, 'https://s3.eu-central-003.backblazeb2.com'));
}

interface Found {
  readonly rule: string;
  readonly fingerprint: string;
  readonly location: { readonly path: string };
}

async function findingsIn(cwd: string): Promise<readonly Found[]> {
  return JSON.parse((await runIn(cwd, ['check', '--format', 'json'])).stdout).findings;
}

const clusters = [
  { story: 'two-cluster-platform', cluster: 'woodpecker/woodpecker-db' },
  { story: 'woodpecker-before', cluster: 'woodpecker-db' },
  { story: 'homelab-application', cluster: 'freshrss-db' },
  { story: 'terraform-woodpecker-before', cluster: 'woodpecker-db' },
] as const;
const languages = [
  { language: 'yaml', file: 'scaffolded.yaml' },
  { language: 'terraform', file: 'scaffolded.tf' },
] as const;
/** What is right to say once something new is there. */
function consequencesOf(story: string, kind: string): readonly string[] {
  // The story has an alert that wants a WAL receiver of every standby, and this one ships logs.
  if (story === 'homelab-application' && kind === 'standby') return ['receiver-alert-on-log-shipping'];
  // Somebody looks at the backups at last, and nobody restores them yet.
  return story === 'woodpecker-before' && kind === 'verify-job' ? ['missing-restore-drill'] : [];
}
const offSite = ['--destination', 's3://away/dumps', '--secret', 'cnpg-s3-creds'];

describe.each(clusters)('what is written for $cluster of $story', ({ story, cluster }) => {
  describe.each(languages)('as $language', ({ language, file }) => {
    test.each(Object.keys(scaffoldKinds))('%s pleases every rule', async (kind) => {
      const cwd = copyOf(story);
      const before = await findingsIn(cwd);
      const more = kind === 'dump-job' ? offSite : [];
      const { code, stdout, stderr } = await runIn(cwd, [
        'scaffold',
        kind,
        '--for',
        cluster,
        '--as',
        language,
        ...more,
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      // Terraform finds what it refers to in its own folder.
      const place = language === 'terraform' && story.startsWith('terraform') ? `terraform/${file}` : file;
      writeFileSync(`${cwd}/${place}`, stdout);
      const after = await findingsIn(cwd);
      expect(after.filter(({ location }) => location.path === place)).toEqual([]);
      const known = new Set(before.map(({ fingerprint }) => fingerprint));
      const added = after.filter(({ fingerprint }) => !known.has(fingerprint));
      expect(added.map(({ rule }) => rule)).toEqual(consequencesOf(story, kind));
    });
  });
});

test.each(Object.keys(scaffoldKinds))('%s says the same in both languages', async (kind) => {
  const cwd = copyOf('two-cluster-platform');
  const args = ['scaffold', kind, '--for', 'woodpecker-db', ...offSite];
  const yaml = objectsIn({ 'a.yaml': (await runIn(cwd, args)).stdout });
  const terraform = objectsIn({ 'a.tf': (await runIn(cwd, [...args, '--as', 'terraform'])).stdout });
  expect(terraform).toEqual(yaml);
});

const hasTerraform = spawnSync('terraform', ['version']).status === 0;

test.skipIf(!hasTerraform).each(Object.keys(scaffoldKinds))(
  '%s is laid out as terraform fmt does it (skipped where there is no terraform)',
  async (kind) => {
    const cwd = copyOf('two-cluster-platform');
    const args = ['scaffold', kind, '--for', 'woodpecker-db', '--as', 'terraform', ...offSite];
    const { stdout } = await runIn(cwd, args);
    expect(spawnSync('terraform', ['fmt', '-'], { input: stdout, encoding: 'utf8' }).stdout).toBe(stdout);
  },
);

describe('a ScheduledBackup', () => {
  test('is new at a time when nothing else runs, and the same each time', async () => {
    const cwd = copyOf('two-cluster-platform');
    const args = ['scaffold', 'scheduled-backup', '--for', 'woodpecker-db'];
    const { stdout } = await runIn(cwd, args);
    expect(stdout).toContain('schedule: 0 0 2 * * *\n');
    expect((await runIn(cwd, args)).stdout).toBe(stdout);
    writeFileSync(`${cwd}/first.yaml`, stdout);
    expect((await runIn(cwd, args)).stdout).toContain('schedule: 0 15 2 * * *\n');
  });
});

describe('what is not given', () => {
  const cluster = (spec: string) =>
    `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: a, namespace: shop }\nspec:\n  storage: { size: 1Gi }\n${spec}`;

  test.each([
    [['verify-job', '--for', 'a'], 'the files do not tell where its backups go: say --destination s3://BUCKET/PATH.'],
    [['scheduled-backup', '--for', 'a'], 'Cluster shop/a is not set up for backups: scaffold an object-store first'],
    [['dump-job', '--for', 'a'], 'say --destination s3://BUCKET/PATH, and --secret for its credentials'],
    [['alerts', '--for', 'b'], 'no Cluster is called "b". The files declare shop/a.'],
    [['object-store', '--for', 'a', '--destination', 'minio:9000'], '"minio:9000" is no destination'],
    [['alerts'], "required option '--for <CLUSTER>' not specified"],
    [['poem', '--for', 'a'], 'Allowed choices are scheduled-backup, object-store'],
  ])('%s', async (args, message) => {
    const { path, remove } = temporaryFolder({ 'a.yaml': cluster('') });
    const { code, stdout, stderr } = await runIn(path, ['scaffold', ...args]);
    remove();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('a namespace is not guessed', async () => {
    const { path, remove } = temporaryFolder({ 'a.yaml': cluster('').replace(', namespace: shop', '') });
    const { code, stderr } = await runIn(path, ['scaffold', 'alerts', '--for', 'a']);
    remove();
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('the files do not tell the namespace of Cluster a'),
    });
  });

  test('a file that is there already is kept', async () => {
    const { path, remove } = temporaryFolder({ 'a.yaml': cluster('') });
    const { code, stderr } = await runIn(path, ['scaffold', 'alerts', '--for', 'a', '--output', 'a.yaml']);
    const written = await runIn(path, ['scaffold', 'alerts', '--for', 'a', '--output', 'b.yaml']);
    const texts = ['a.yaml', 'b.yaml'].map((file) => readFileSync(`${path}/${file}`, 'utf8'));
    remove();
    expect(code).toBe(2);
    expect(stderr).toContain('"a.yaml" is there already, and was not overwritten.');
    expect(written).toMatchObject({ code: 0, stdout: '', stderr: 'Wrote b.yaml\n' });
    expect(texts).toEqual([cluster(''), expect.stringContaining('kind: PrometheusRule')]);
  });
});

test.each([
  ['s3', 's3://b/p', ['RCLONE_CONFIG_STORE_ACCESS_KEY_ID', 'RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY']],
  ['gs', 'gs://b/p', ['RCLONE_CONFIG_STORE_SERVICE_ACCOUNT_CREDENTIALS']],
  ['azure', 'https://acc.blob.core.windows.net/b/p', ['RCLONE_CONFIG_STORE_CONNECTION_STRING']],
])('a store of %s is read with its credentials', async (_, destination, variables) => {
  const cwd = copyOf('two-cluster-platform');
  const args = ['scaffold', 'verify-job', '--for', 'woodpecker-db', '--secret', 'keys', '--destination', destination];
  const { stdout } = await runIn(cwd, args);
  expect(stdout).toContain('store:b/p/woodpecker-db/base/');
  for (const variable of variables) expect(stdout).toContain(`- name: ${variable}\n`);
});

test('a store behind an endpoint is reached there', async () => {
  const cwd = copyOf('two-cluster-platform');
  const args = ['scaffold', 'object-store', '--for', 'woodpecker-db', '--destination', 's3://b/p', '--secret', 'keys'];
  const { stdout } = await runIn(cwd, [...args, '--endpoint', 'https://s3.example.com']);
  expect(stdout).toContain('endpointURL: https://s3.example.com\n');
  expect((await runIn(cwd, args)).stdout).not.toContain('s3.example.com');
});

function objectsIn(files: Readonly<Record<string, string>>): unknown {
  const { result } = readObjects(memoryTree(files));
  return [...result.objects].sort((left, right) => compareText(left.kind, right.kind)).map(({ root }) => plain(root));
}

function plain(node: Node): unknown {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? node.value.trimEnd() : node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  if (node.kind === 'unknown') return { unknown: node.why };
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
}

test('what looks at backups waits for those that go to the store, however rare they are', async () => {
  const schedule = (name: string, when: string, method: string) =>
    `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { namespace: shop, name: ${name} }
spec: { schedule: "${when}", method: ${method}, cluster: { name: orders } }
`;
  const folder = temporaryFolder({
    'orders.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { namespace: shop, name: orders }
spec:
  storage: { size: 10Gi }
  backup:
    volumeSnapshot: {}
    barmanObjectStore: { destinationPath: s3://backups/, s3Credentials: { inheritFromIAMRole: true } }
`,
    'snapshots.yaml': schedule('snapshots', '0 0 */6 * * *', 'volumeSnapshot'),
    'weekly.yaml': schedule('weekly', '0 30 3 * * 0', 'barmanObjectStore'),
  });
  folders.push(folder);
  const job = (await runIn(folder.path, ['scaffold', 'verify-job', '--for', 'orders'])).stdout;
  expect(job).toContain('schedule: 30 4 * * *');
  expect(job).toContain('base/ 170h');
  expect((await runIn(folder.path, ['scaffold', 'alerts', '--for', 'orders'])).stdout).toContain('> 612000');
});
