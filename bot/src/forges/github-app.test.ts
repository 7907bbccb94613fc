import { generateKeyPairSync } from 'node:crypto';
import { openPullRequest } from '@backlint/forge-servers/people';
import { afterEach, expect, test, vi } from 'vitest';
import { makeMetrics } from '../metrics.ts';
import { memoryPace } from '../queue/memory-pace.ts';
import { testWorld } from '../testing/test-world.ts';
import { timeless } from '../testing/timeless.ts';
import { connect } from './connect.ts';

const metrics = makeMetrics(async () => ({ waiting: 0, delayed: 0, running: 0, oldest: 0 }));
afterEach(() => vi.restoreAllMocks());

const { signal } = new AbortController();
const at = { owner: 'shop', repository: 'databases' };

async function stageOf() {
  const stage = await testWorld('github');
  const errors: unknown[] = [];
  const forge = connect(stage.configuration, memoryPace(), metrics, timeless, (error) => errors.push(error));
  const { app } = stage.world;
  if (!app) throw new Error('There is no app.');
  const tokens = () => [...stage.world.tokens.values()].map(({ rights, installation }) => ({ rights, installation }));
  return { ...stage, forge, errors, app, tokens };
}

test('a token is for one repository and what the work needs, or for nothing but names', async () => {
  const { forge, app, tokens, server, close } = await stageOf();
  app.installations[0]?.repositories.push('shop/other');
  app.installations.push({
    ...{ id: 35, account: 'elsewhere', repositories: ['elsewhere/infra'], isSuspended: false },
    rights: new Set(['review', 'checks']),
  });
  await (await forge.forgeFor(at, signal))?.listComments({ ...at, number: 1 }).catch(() => undefined);
  expect(tokens().map(({ installation }) => installation?.repositories)).toEqual([['shop/databases']]);
  expect(tokens()[0]?.rights).toContain('checks');
  expect(tokens()[0]?.rights).not.toContain('status');
  await forge.listRepositories(signal).catch(() => undefined);
  for (const { rights } of tokens().slice(1)) {
    for (const right of ['review', 'issues', 'checks', 'status'] as const) expect(rights).not.toContain(right);
  }
  expect(server.violations).toEqual([]);
  await close();
});

test('no more is asked of an installation than its owner has agreed to', async () => {
  const { forge, app, server, close } = await stageOf();
  app.permissions = { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write', members: 'read' };
  expect(await forge.forgeFor(at, signal)).toBeDefined();
  expect(server.log.filter((line) => line.includes('access_tokens'))).toEqual([
    'POST /app/installations/34/access_tokens 201',
  ]);
  await close();
});

test('an installation that cannot be asked keeps nobody from the others', async () => {
  const { forge, app, errors, close } = await stageOf();
  app.installations.unshift({
    ...{ id: 33, account: 'broken', repositories: ['broken/gone'], isSuspended: false },
    rights: new Set(['review']),
  });
  expect(await forge.listRepositories(signal)).toEqual([at]);
  expect(errors).toHaveLength(1);
  await close();
});

test('a token that is not taken any more is replaced at the next attempt', async () => {
  const { forge, world, repository, close } = await stageOf();
  const proposal = { author: 'alice', title: 'x', body: '', branch: 'x', files: {} };
  const { number } = openPullRequest(world, repository, proposal);
  const read = async () => (await forge.forgeFor(at, signal))?.readPullRequest({ ...at, number });
  expect(await read()).toMatchObject({ number });
  world.tokens.clear();
  await expect(read()).rejects.toMatchObject({ reason: 'unauthorized' });
  expect(await read()).toMatchObject({ number });
  await close();
});

test('where the app is not, nothing is asked but every few seconds where it is', async () => {
  const { forge, app, server, close } = await stageOf();
  for (let n = 0; n < 5; n++) {
    expect(await forge.forgeFor({ owner: 'elsewhere', repository: 'databases' }, signal)).toBeUndefined();
  }
  expect(server.log).toEqual(['GET /app/installations?page=1&per_page=100 200']);
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 6_000);
  app.installations.push({
    ...{ id: 35, account: 'elsewhere', repositories: ['elsewhere/databases'], isSuspended: false },
    rights: new Set(['review']),
  });
  expect(await forge.forgeFor({ owner: 'elsewhere', repository: 'databases' }, signal)).toBeDefined();
  expect(await forge.forgeFor({ owner: 'shop', repository: 'not-installed' }, signal)).toBeUndefined();
  await close();
});

test('an app that was installed anew is found, also by a process that never sweeps', async () => {
  const { forge, app, world, close } = await stageOf();
  const read = async () => (await forge.forgeFor(at, signal))?.listComments({ ...at, number: 1 });
  await expect(read()).rejects.toMatchObject({ reason: 'not-found' });
  app.installations = app.installations.map((one) => ({ ...one, id: 99 }));
  world.tokens.clear();
  await expect(read()).rejects.toMatchObject({ reason: 'unauthorized' });
  expect(await read()).toBeUndefined();
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 11 * 60_000);
  await expect(read()).rejects.toMatchObject({ reason: 'not-found' });
  await close();
});

test('what the app asks as itself fails as all else does, and is counted: a key that was removed shows', async () => {
  const { configuration, app, close } = await stageOf();
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  app.publicKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const own = makeMetrics(async () => ({ waiting: 0, delayed: 0, running: 0, oldest: 0 }));
  const forge = connect(configuration, memoryPace(), own, timeless);
  await expect(forge.forgeFor(at, signal)).rejects.toMatchObject({ name: 'ForgeError', reason: 'unauthorized' });
  expect(await own.render()).toContain('backlint_forge_requests_total{forge="hub",method="GET",status="401"} 1');
  await close();
});
