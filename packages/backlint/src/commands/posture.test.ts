import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const stories = `${import.meta.dirname}/../../../../fixtures`;
const posture = (story: string, ...args: readonly string[]) => runIn(`${stories}/${story}/repo`, ['posture', ...args]);

test.each(readdirSync(stories))('the posture of %s', async (story) => {
  const { code, stdout, stderr } = await posture(story);
  const unread =
    'backlint: apps/crm.yaml could not be read in full, so this is not the whole picture; check says why.\n';
  expect({ code, stderr }).toEqual({ code: 0, stderr: story === 'broken' ? unread : '' });
  await expect(stdout).toMatchFileSnapshot(`${stories}/${story}/expected/posture.txt`);
  const markdown = await posture(story, '--format', 'markdown');
  await expect(markdown.stdout).toMatchFileSnapshot(`${stories}/${story}/expected/posture.md`);
});

test.each(readdirSync(stories).filter((story) => existsSync(`${stories}/${story}/POSTURE.md`)))(
  'the page of %s that reasons about its posture shows the very same',
  async (story) => {
    const { stdout } = await posture(story, '--format', 'markdown');
    expect(readFileSync(`${stories}/${story}/POSTURE.md`, 'utf8')).toContain(`\n\n${stdout.split('\n\n')[0]}\n\n`);
  },
);

test('for programs it has places', async () => {
  const { stdout } = await posture('two-cluster-platform', '--format', 'json');
  const { schema, databases } = JSON.parse(stdout);
  expect(schema).toBe('backlint.posture/1');
  expect(databases).toHaveLength(2);
  expect(databases[1].survivals[1]).toMatchObject({
    disaster: 'volume',
    outcome: 'survives',
    lossSeconds: 300,
    evidence: [
      { location: { path: 'woodpecker/cluster.yaml' } },
      { location: { path: 'woodpecker/scheduled-backup.yaml' } },
    ],
  });
});

test('what the configuration says of places and of versions counts', async () => {
  const folder = temporaryFolder({
    'a.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec:
  storage: { size: 10Gi }
  backup:
    barmanObjectStore:
      destinationPath: s3://b/orders
      endpointURL: https://s3.example.com
      s3Credentials: { inheritFromIAMRole: true }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders, namespace: shop }
spec: { schedule: "0 0 2 * * *", cluster: { name: orders }, method: barmanObjectStore }
`,
    'house.yaml': 'facts: { offSite: { hosts: [s3.example.com] } }\n',
    '.backlint.yaml': 'facts: { inCluster: { hosts: [s3.example.com] } }\n',
  });
  const site = async (...args: readonly string[]) => {
    const { stdout } = await runIn(folder.path, ['posture', '--no-helm', '--format', 'json', ...args]);
    return JSON.parse(stdout).databases[0].survivals.find(({ disaster }: { disaster: string }) => disaster === 'site')
      .outcome;
  };
  expect(await site()).toBe('lost');
  expect(await site('--no-config')).toBe('unknown');
  expect(await site('--config', 'house.yaml')).toBe('survives');
  expect((await runIn(folder.path, ['posture', '--color', '--no-config'])).stdout).toContain('\u001b[');
  expect((await runIn(folder.path, ['posture', '--no-color', '-f', 'pretty'])).stdout).not.toContain('\u001b[');
  folder.remove();
});

test('where no database is, it says so', async () => {
  const { code, stdout } = await runIn(`${import.meta.dirname}`, ['posture', 'posture.test.ts']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'No database holds data of its own here.\n' });
});

test.skipIf(spawnSync('git', ['--version']).status !== 0)(
  'of two commits it tells what the second gains (skipped where git is not installed)',
  async () => {
    const folder = temporaryFolder({});
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder.path });
    git('init', '--quiet');
    for (const story of ['woodpecker-before', 'woodpecker-after']) {
      cpSync(`${stories}/${story}/repo`, folder.path, { recursive: true });
      git('add', '--all');
      git('commit', '--quiet', '--message', story);
    }
    const { code, stdout } = await runIn(folder.path, ['posture', 'HEAD~1..HEAD']);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'Cluster woodpecker/woodpecker-db\n  its volume is lost: from lost to 5 min (recovery from',
    );
    expect(stdout).not.toContain('the Kubernetes cluster is lost');
    const json = await runIn(folder.path, ['posture', 'HEAD~1..', '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schema: 'backlint.posture-changes/1',
      changes: [{ disaster: 'volume', before: { outcome: 'lost' }, after: { lossSeconds: 300 } }, {}, {}, {}],
    });
    folder.remove();
  },
);

test.each([
  [['nowhere'], 'there is no file or folder "nowhere".'],
  [['nowhere..HEAD'], 'there is no commit "nowhere" here.'],
])('%s is wrong usage', async (args, message) => {
  expect(await posture('healthy', ...args)).toMatchObject({ code: 2, stdout: '', stderr: `backlint: ${message}\n` });
});
