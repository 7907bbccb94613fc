import { createServer } from 'node:http';
import type { Release } from '@backlint/forge-servers/stage/test-stage';
import type { Hook, Right } from '@backlint/forge-servers/world';
import { afterEach, expect, test } from 'vitest';
import { type TestWorld, testWorld } from '../testing/test-world.ts';
import { hookEvents } from './examine-hooks.ts';
import { diagnose } from './test-diagnosis.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const goodHook = {
  url: 'https://bot.example.org/webhooks/hub',
  contentType: 'json',
  events: hookEvents,
  isActive: true,
} as const;

type GiteaRelease = Exclude<Release, 'github'>;

async function worldOf(release: GiteaRelease) {
  const made = await testWorld(release);
  closing.push(made.close);
  if (made.configuration.kind === 'github') throw new Error('That is GitHub.');
  return { ...made, configuration: made.configuration };
}

async function healthyForgejo(release: GiteaRelease = 'forgejo-16') {
  const world = await worldOf(release);
  world.repository.hooks.push(goodHook);
  return world;
}

function withRights(world: Pick<TestWorld, 'world' | 'login'>, rights: readonly Right[]): void {
  world.world.tokens.set('secret-token-of-the-bot', { login: world.login, rights: new Set(rights) });
}

test.each(['forgejo-11', 'forgejo-16', 'gitea-1.22', 'gitea-1.26'] as const)(
  'that lacks nothing on %s',
  async (release) => {
    const world = await healthyForgejo(release);
    const { code, said } = await diagnose(world.configuration);
    expect(said).toContain('right    It can work for shop/databases\n');
    expect(said).toContain('right    The token has `write:issue`\n');
    expect(code).toBe(0);
    expect(world.server.violations).toEqual([]);
    expect(world.repository.issues).toEqual([]);
  },
);

test('whose token may not ask whose it is', async () => {
  const world = await healthyForgejo();
  withRights(world, ['review', 'issues', 'status']);
  const named = { ...world.configuration, repositories: ['shop/databases'] };
  expect((await diagnose(named)).missing).toEqual(['  missing  The token may not ask whose it is']);
  const known = await diagnose({ ...named, login: world.login });
  expect(known.said).toContain('taken for that of backlint-bot, as `login` says');
  expect(known.code).toBe(0);
  const all = await diagnose({ ...world.configuration, login: world.login });
  expect(all.missing.join()).toContain('may not list repositories, which shop/* needs');
});

test('whose login is another one', async () => {
  const world = await healthyForgejo();
  const { missing } = await diagnose({ ...world.configuration, login: 'alice' });
  expect(missing).toEqual(['  missing  The token is that of backlint-bot, and `login` says alice']);
});

test('whose token may only read', async () => {
  const world = await healthyForgejo();
  withRights(world, ['account']);
  const { missing, code } = await diagnose(world.configuration);
  expect(missing).toEqual([
    '  missing  The token has no `write:issue`',
    '  missing  The token has no `write:repository`',
  ]);
  expect(code).toBe(1);
});

test('whose token is gone', async () => {
  const world = await healthyForgejo();
  world.world.tokens.clear();
  expect((await diagnose(world.configuration)).missing.join()).toContain(
    'The token is not taken (GET /api/v1/user: 401',
  );
});

test('that may not write, or not administer', async () => {
  const world = await healthyForgejo();
  world.repository.permissions.set(world.login, 'read');
  const reader = await diagnose(world.configuration);
  expect(reader.missing).toEqual([
    '  missing  shop/databases: the account may not write, and so neither set a status nor labels',
  ]);
  world.repository.permissions.set(world.login, 'write');
  const writer = await diagnose(world.configuration);
  expect(writer.said).toContain('note     shop/databases: the account is no administrator');
  expect(writer.said).toContain('`review.approvers`');
  expect(writer.code).toBe(0);
});

test('in an archived repository', async () => {
  const world = await healthyForgejo();
  world.repository.isArchived = true;
  expect((await diagnose(world.configuration)).said).toContain('note     shop/databases is archived');
});

test('where there is no such repository, or none of an owner', async () => {
  const { configuration } = await healthyForgejo();
  const repositories = ['shop/lost', 'nobody/*'];
  const { missing } = await diagnose({ ...configuration, repositories });
  expect(missing.join()).toContain('`repositories` lists nobody/*');
  expect(missing.join()).toContain('shop/lost is not to be seen (GET /api/v1/repos/shop/lost: 404');
});

test.each<readonly [Hook, string]>([
  [{ ...goodHook, isActive: false }, 'its webhook is not active'],
  [{ ...goodHook, contentType: 'form' as const }, 'its webhook sends forms instead of application/json'],
  ...hookEvents.map(
    (event) =>
      [
        { ...goodHook, events: hookEvents.filter((one) => one !== event) },
        `its webhook does not tell of \`${event}\``,
      ] as const,
  ),
])('whose webhook is %j', async (hook, problem) => {
  const world = await worldOf('forgejo-16');
  world.repository.hooks.push(hook, { ...goodHook, url: 'https://elsewhere.example.org/webhooks/other' });
  expect((await diagnose(world.configuration)).missing).toEqual([`  missing  shop/databases: ${problem}`]);
});

test('without a webhook, as far as anybody may know', async () => {
  const world = await worldOf('gitea-1.26');
  const hidden = await diagnose(world.configuration);
  expect(hidden.said).toContain('note     shop/databases: no webhook leads to /webhooks/hub; whether one of the organ');
  world.world.organisationHooks.set('shop', []);
  expect((await diagnose(world.configuration)).missing).toEqual([
    '  missing  shop/databases: no webhook leads to /webhooks/hub',
  ]);
  world.world.organisationHooks.set('shop', [goodHook]);
  expect((await diagnose(world.configuration)).code).toBe(0);
});

test('where there is no forge', async () => {
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const { configuration } = await worldOf('gitea-1.26');
  const { missing } = await diagnose({ ...configuration, url });
  expect(missing.join()).toContain('There is no answer as of a Forgejo or Gitea (GET /api/v1/version: 404)');
});
