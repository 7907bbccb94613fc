import { expect, test } from 'vitest';
import { runIn } from '../test-shell.ts';

const stories = `${import.meta.dirname}/../../../../fixtures`;
const posture = (story: string, ...args: readonly string[]) => runIn(`${stories}/${story}/repo`, ['posture', ...args]);

test.each(['two-cluster-platform', 'terraform-woodpecker-before', 'homelab-application', 'healthy'])(
  'the posture of %s',
  async (story) => {
    const { code, stdout, stderr } = await posture(story);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`${stories}/${story}/expected/posture.txt`);
    const markdown = await posture(story, '--format', 'markdown');
    await expect(markdown.stdout).toMatchFileSnapshot(`${stories}/${story}/expected/posture.md`);
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

test('where no database is, it says so', async () => {
  const { code, stdout } = await runIn(`${import.meta.dirname}`, ['posture', 'posture.test.ts']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'No database holds data of its own here.\n' });
});

test.each([
  [['nowhere'], 'there is no file or folder "nowhere".'],
  [['nowhere..HEAD'], 'there is no commit "nowhere" here.'],
])('%s is wrong usage', async (args, message) => {
  expect(await posture('healthy', ...args)).toMatchObject({ code: 2, stdout: '', stderr: `backlint: ${message}\n` });
});
