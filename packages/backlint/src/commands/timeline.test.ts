import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const stories = `${import.meta.dirname}/../../../../fixtures`;
const timeline = (story: string, ...args: readonly string[]) =>
  runIn(`${stories}/${story}/repo`, ['timeline', ...args]);

test.each(readdirSync(stories))('the timeline of %s', async (story) => {
  const { code, stdout, stderr } = await timeline(story);
  const unread =
    'backlint: apps/crm.yaml could not be read in full, so this is not the whole picture; check says why.\n';
  expect({ code, stderr }).toEqual({ code: 0, stderr: story === 'broken' ? unread : '' });
  await expect(stdout).toMatchFileSnapshot(`${stories}/${story}/expected/timeline.txt`);
  const { stdout: svg } = await timeline(story, '--span', '7d', '--format', 'svg');
  await expect(svg).toMatchFileSnapshot(`${stories}/${story}/expected/timeline.svg`);
});

test('for programs it has places and times', async () => {
  const { stdout } = await timeline('healthy', '-f', 'json', '--from', '2026-06-01T00:00:00Z');
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'backlint.timeline/1',
    from: '2026-06-01T00:00:00Z',
    to: '2026-06-02T00:00:00Z',
    lanes: [{ tracks: [{ kind: 'base-backup', location: { path: expect.stringMatching(/yaml$/) } }, {}] }],
  });
});

const files = {
  'b.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: "<script>alert(1)</script>", namespace: shop }
spec: { schedule: "0 0 2 * * *", cluster: { name: orders } }
`,
  'house.yaml':
    'facts: { maintenance: [{ name: "patch & night", schedule: "0 2 * * *", timeZone: Europe/Rome, duration: 2h }] }\n',
  '.backlint.yaml': 'facts: { maintenance: [{ name: never, schedule: "0 25 * * *", duration: 2h }] }\n',
};

test('maintenance windows come from the configuration, and names are no markup', async () => {
  const folder = temporaryFolder(files);
  const run = (...args: readonly string[]) => runIn(folder.path, ['timeline', '--no-helm', ...args]);
  expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining('must be a schedule of five fields') });
  expect((await run('--no-config')).stdout).not.toContain('patch');
  expect((await run('--config', 'house.yaml')).stdout).toContain(
    'begins during patch & night, at 2026-01-01 02:00 UTC.',
  );
  expect((await run('--no-config', '--color')).stdout).toContain('\u001b[');
  expect((await run('--no-config', '--no-color')).stdout).not.toContain('\u001b[');
  expect(await run('--config', 'house.yaml', '--format', 'svg=t.svg')).toEqual({ code: 0, stdout: '', stderr: '' });
  const svg = readFileSync(`${folder.path}/t.svg`, 'utf8');
  expect(svg).not.toContain('<script');
  expect(svg).toContain('patch &#38; night');
  expect(await run('--no-config', '-f', 'svg=no/t.svg')).toMatchObject({ code: 3, stdout: '' });
  expect(await run('-f', 'png')).toMatchObject({ code: 2 });
  folder.remove();
});

test.each([[['nowhere'], 'there is no file or folder "nowhere".']])('%s is wrong usage', async (args, message) => {
  expect(await timeline('healthy', ...args)).toMatchObject({ code: 2, stdout: '', stderr: `backlint: ${message}\n` });
});
