import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfiguration } from '../configuration/read-configuration.ts';
import { apiOf } from './made-app.ts';
import { type SetupOptions, setup } from './setup.ts';

const secret = 'BLCANARY-0123456789abcdef0123456789abcdef';
const pem = '-----BEGIN RSA PRIVATE KEY-----\nBLCANARY\n-----END RSA PRIVATE KEY-----\n';
const made = {
  id: 12,
  slug: 'backlint-shop',
  html_url: 'https://github.example.org/apps/backlint-shop',
  client_secret: 'BLCANARY',
  pem,
  webhook_secret: secret,
};

let folder = '';
const closing: (() => void)[] = [];
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'backlint-setup-')), 'bot');
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
  rmSync(folder, { recursive: true, force: true });
});

/** A GitHub that knows one code and answers it once. */
async function startGitHub(
  answer: object = made,
): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  const server = createServer(({ method, url }, response) => {
    asked.push(`${method} ${url}`);
    const isKnown = url === '/api/v3/app-manifests/good-code/conversions' && asked.length === 1;
    response.writeHead(isKnown ? 201 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKnown ? answer : { message: 'Not Found' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, asked };
}

/** A setup that has begun, and the page that it shows. */
async function begin(github: string, more: Partial<SetupOptions> = {}) {
  let said = '';
  let tell: (page: string) => void = () => undefined;
  const page = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const code = setup({ webhooks: 'https://bot.example.org/', folder, github, ...more }, (text) => {
    said += text;
    const [address] = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+/.exec(text) ?? [];
    if (address) tell(address);
  });
  const address = await Promise.race([page, code.then(() => '')]);
  return { code, address, origin: address.slice(0, address.lastIndexOf('/')), said: () => said };
}

/** What is answered to a request that no browser sends, or that one sends to another name. */
async function statusOfRaw(origin: string, path: string, host: string): Promise<number | undefined> {
  const { hostname, port } = new URL(origin);
  const sent = request({ hostname, port, path, headers: { host: `${host}:${port}` } }).end();
  const [answer]: IncomingMessage[] = await once(sent, 'response');
  answer?.resume();
  return answer?.statusCode;
}

async function formAt(address: string) {
  const html = await (await fetch(address)).text();
  const field = (pattern: RegExp) =>
    (pattern.exec(html)?.[1] ?? '').replace(/&#(\d+);/g, (_, point) => String.fromCharCode(point));
  const action = new URL(field(/action="([^"]*)"/));
  return { action, state: action.searchParams.get('state'), manifest: JSON.parse(field(/value="([^"]*)"/)) };
}

test('an app is made, and its files are enough for the bot', async () => {
  const github = await startGitHub();
  const { code, address, origin, said } = await begin(github.url, { organization: 'shop' });
  const { action, state, manifest } = await formAt(address);
  expect(action.href).toBe(`${github.url}/organizations/shop/settings/apps/new?state=${state}`);
  expect(manifest).toEqual({
    name: 'backlint',
    url: 'https://bot.example.org/',
    description: expect.any(String),
    public: false,
    hook_attributes: { url: 'https://bot.example.org/webhooks/github', active: true },
    redirect_url: `${origin}/made`,
    default_permissions: {
      metadata: 'read',
      contents: 'read',
      pull_requests: 'write',
      issues: 'write',
      checks: 'write',
      merge_queues: 'read',
    },
    default_events: ['pull_request', 'issue_comment', 'push', 'check_run', 'check_suite', 'merge_group'],
  });
  const last = await fetch(`${manifest.redirect_url}?code=good-code&state=${state}`);
  const page = await last.text();
  expect(page).toContain('https://github.example.org/apps/backlint-shop/installations/new');
  expect(await code).toBe(0);
  expect(github.asked).toEqual(['POST /api/v3/app-manifests/good-code/conversions']);
  for (const name of ['github.private-key.pem', 'github.webhook-secret'])
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  expect(readConfiguration({}, join(folder, 'bot.yaml'))).toMatchObject({
    kind: 'read',
    configuration: {
      forges: [
        { kind: 'github', url: `${github.url}/api/v3`, appId: 12, privateKey: pem.trim(), webhookSecrets: [secret] },
      ],
    },
  });
  expect(
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join(),
  ).not.toContain('client_secret');
  expect(`${said()}${page}`).not.toContain('BLCANARY');
  await expect(fetch(origin)).rejects.toThrow();
});

test('nothing is taken without the state, and nothing else is served', async () => {
  const github = await startGitHub();
  const { code, address, origin } = await begin(github.url);
  const { action, state } = await formAt(address);
  expect(action.pathname).toBe('/settings/apps/new');
  const statusOf = async (path: string, init?: RequestInit) => (await fetch(`${origin}${path}`, init)).status;
  expect(await statusOf('/made?code=good-code')).toBe(403);
  expect(await statusOf('/made?code=good-code&state=guessed')).toBe(403);
  expect(await statusOf(`/made?code=..%2F..%2Fuser&state=${state}`)).toBe(400);
  expect(await statusOf(`/made?state=${state}`)).toBe(400);
  expect(await statusOf('/')).toBe(404);
  expect(await statusOf(`/made?code=good-code&state=${state}`, { method: 'POST' })).toBe(404);
  expect(await statusOfRaw(origin, '//', '127.0.0.1')).toBe(404);
  expect(await statusOfRaw(origin, 'http://127.0.0.1:x/', '127.0.0.1')).toBe(404);
  expect(await statusOfRaw(origin, new URL(address).pathname, 'rebound.example.org')).toBe(404);
  expect(github.asked).toEqual([]);
  expect(await statusOf(`/made?code=good-code&state=${state}`)).toBe(200);
  expect(await code).toBe(0);
});

test.each([
  ['a code that GitHub does not know', made, 'old-code', '404'],
  ['an app without a secret', { ...made, webhook_secret: null }, 'good-code', 'not as described at webhook_secret'],
])('%s leaves no files', async (_, answer, given, why) => {
  const github = await startGitHub(answer);
  const { code, address, origin, said } = await begin(github.url);
  const { state } = await formAt(address);
  expect((await fetch(`${origin}/made?code=${given}&state=${state}`)).status).toBe(502);
  expect(await code).toBe(1);
  expect(said()).toContain(why);
  expect(said()).not.toContain('BLCANARY');
  expect(readdirSync(folder)).toEqual([]);
});

test('what is there already is not written over', async () => {
  const first = await begin('https://github.example.org', { folder: join(folder, 'x'), github: 'ftp://x' });
  expect(await first.code).toBe(2);
  expect(existsSync(join(folder, 'x'))).toBe(false);
  const github = await startGitHub();
  const { code, address, origin } = await begin(github.url);
  const { state } = await formAt(address);
  await fetch(`${origin}/made?code=good-code&state=${state}`);
  expect(await code).toBe(0);
  writeFileSync(join(folder, 'bot.yaml'), 'mine\n');
  const second = await begin(github.url);
  expect(await second.code).toBe(2);
  expect(second.said()).toContain('holds github.private-key.pem and github.webhook-secret and bot.yaml already');
  expect(readFileSync(join(folder, 'bot.yaml'), 'utf8')).toBe('mine\n');
});

test.each([
  [{ webhooks: 'bot.example.org' }, '--webhooks must be'],
  [{ organization: 'a/b' }, '--organization must be'],
  [{ port: Number.NaN }, '--port must be'],
  [{ port: 70_000 }, '--port must be'],
])('%j is refused before anything begins', async (more, why) => {
  const { code, said } = await begin('https://github.example.org', more);
  expect(await code).toBe(2);
  expect(said()).toContain(why);
});

test.each([
  ['https://github.com', 'https://api.github.com'],
  ['https://acme.ghe.com', 'https://api.acme.ghe.com'],
  ['https://github.example.org/', 'https://github.example.org/api/v3'],
  ['https://evil-ghe.com', 'https://evil-ghe.com/api/v3'],
])('the API of %s is %s', (github, api) => expect(apiOf(github)).toBe(api));
