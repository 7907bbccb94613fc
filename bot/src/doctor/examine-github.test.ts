import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { testWorld } from '../testing/test-world.ts';
import { neededEvents, neededPermissions, usefulEvents, usefulPermissions } from './app-needs.ts';
import { diagnose } from './test-diagnosis.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const permissionsOf = (needs: Readonly<Record<string, { readonly level: string }>>) =>
  Object.fromEntries(Object.entries(needs).map(([name, { level }]) => [name, level]));
const allPermissions = { ...permissionsOf(neededPermissions), ...permissionsOf(usefulPermissions) };
const allEvents = [...neededEvents, ...usefulEvents];

async function healthyGitHub() {
  const made = await testWorld('github');
  closing.push(made.close);
  const { app } = made.world;
  const [installation] = app?.installations ?? [];
  if (!app || !installation) throw new Error('There is no app.');
  Object.assign(app, { permissions: allPermissions, events: allEvents, deliveries: [202] });
  return { ...made, app, installation };
}

test('that lacks nothing', async () => {
  const { code, said } = await diagnose((await healthyGitHub()).configuration);
  expect(said.replace(/127\.0\.0\.1:\d+/, '127.0.0.1')).toMatchInlineSnapshot(`
    "hub: github at http://127.0.0.1
      right    GitHub knows the app as backlint[bot]
      right    The app has the permissions that it needs
      right    The app is told of the events that it needs
      right    It works for shop/databases
      right    The latest webhook arrived

    queue
      note     The queue is in memory: run one process only, or set \`redisUrl\` for more

    engine
      right    The engine answers

    Nothing is missing.
    "
  `);
  expect(code).toBe(0);
});

test('with a token that may do nothing but list names', async () => {
  const { configuration, world } = await healthyGitHub();
  await diagnose(configuration);
  const rights = [...world.tokens.values()].flatMap((token) => [...token.rights]);
  for (const right of ['review', 'issues', 'checks', 'status'] as const) expect(rights).not.toContain(right);
});

test.each(Object.keys(neededPermissions))('without the permission %s', async (name) => {
  const world = await healthyGitHub();
  const { [name]: _, ...permissions } = allPermissions;
  world.app.permissions = permissions;
  const { code, missing } = await diagnose(world.configuration);
  expect(missing[0]).toContain(`lacks the permission \`${name}: `);
  expect(missing[1]).toContain(`shop has not agreed to \`${name}: `);
  expect(code).toBe(1);
});

test('whose owner has not agreed to a new permission', async () => {
  const world = await healthyGitHub();
  world.installation.permissions = { ...allPermissions, checks: 'read' };
  expect((await diagnose(world.configuration)).missing).toEqual(['  missing  shop has not agreed to `checks: write`']);
});

test('that may do more than it needs', async () => {
  const world = await healthyGitHub();
  world.app.permissions = { ...allPermissions, contents: 'write', secrets: 'read' };
  const { code, said } = await diagnose(world.configuration);
  expect(said).toContain('`contents: write` is more than the app needs, which is `read`');
  expect(said).toContain('`secrets: read` is more than the app needs\n');
  expect(code).toBe(0);
});

test.each(neededEvents)('that is not told of %s', async (event) => {
  const world = await healthyGitHub();
  world.app.events = allEvents.filter((one) => one !== event);
  expect((await diagnose(world.configuration)).missing.join()).toContain(`not told of \`${event}\``);
});

test('that is installed nowhere, or suspended', async () => {
  const world = await healthyGitHub();
  world.installation.isSuspended = true;
  const suspended = await diagnose(world.configuration);
  expect(suspended.said).toContain('The installation at shop is suspended');
  expect(suspended.missing.join()).toContain('`repositories` lists *');
  world.app.installations.pop();
  expect((await diagnose(world.configuration)).missing.join()).toContain('installed nowhere');
});

test('that is not installed where the configuration wants it', async () => {
  const world = await healthyGitHub();
  const configuration = { ...world.configuration, repositories: ['shop/other'] };
  const { said, missing } = await diagnose(configuration);
  expect(missing.join()).toContain('lists shop/other');
  expect(said).toContain('It could work for shop/databases too');
});

test.each([
  [401, 'missing  The latest webhook (`pull_request`) was answered with 401', 'Its secret is not'],
  [404, 'missing  The latest webhook (`pull_request`) was answered with 404', 'must end with /webhooks/hub'],
  [502, 'note     The latest webhook (`pull_request`) was answered with 502', 'GitHub reaches its address'],
  [0, 'note     The latest webhook (`pull_request`) was answered with nothing', 'GitHub reaches its address'],
])('whose latest webhook was answered with %d', async (status, text, remedy) => {
  const world = await healthyGitHub();
  world.app.deliveries = [status, 202];
  const { said } = await diagnose(world.configuration);
  expect(said).toContain(text);
  expect(said).toContain(remedy);
});

test('with another number, no key, or no server', async () => {
  const { configuration, close } = await healthyGitHub();
  if (configuration.kind !== 'github') throw new Error('That is no GitHub.');
  const other = await diagnose({ ...configuration, appId: 13 });
  expect(other.missing.join()).toContain('The app cannot sign in (GET /app: 401 Bad credentials)');
  const torn = configuration.privateKey.slice(0, 200);
  const broken = await diagnose({ ...configuration, privateKey: torn });
  expect(broken.missing).toEqual(['  missing  The private key cannot be read']);
  await close();
  closing.pop();
  expect((await diagnose(configuration)).missing.join()).toContain('no answer (ECONNREFUSED)');
});

test.each([
  ['a page for people', 'text/html', '<html>'],
  ['something else', 'application/json', '{"slug":"x"}'],
  ['a list', 'application/json', '[]'],
])('where %s answers', async (_, type, text) => {
  const server = createServer((__, response) => response.writeHead(200, { 'content-type': type }).end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const { configuration } = await healthyGitHub();
  const { missing } = await diagnose({ ...configuration, url });
  expect(missing).toEqual([
    expect.stringContaining('The app cannot sign in (the answer is not as GitHub describes it'),
  ]);
});
