import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfiguration } from './read-configuration.ts';

const strong = '0123456789abcdef0123456789abcdef';
const pem = '-----BEGIN RSA PRIVATE KEY-----\nBLCANARY\n-----END RSA PRIVATE KEY-----';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backlint-bot-'));
  writeFileSync(join(folder, 'secret'), `${strong}\n`);
  writeFileSync(join(folder, 'key.pem'), `${pem}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const forgejo = {
  FORGEJO_URL: 'https://codeberg.example',
  FORGEJO_TOKEN: 'BLCANARY-a-token-of-some-length',
  FORGEJO_WEBHOOK_SECRET: strong,
  FORGEJO_REPOSITORIES: 'shop/databases, shop/*',
};

function fileSaying(yaml: string): string {
  const path = join(folder, 'bot.yaml');
  writeFileSync(path, yaml);
  return path;
}

test('the environment alone is enough for one forge', () => {
  expect(readConfiguration(forgejo)).toMatchObject({
    kind: 'read',
    configuration: {
      forges: [
        { kind: 'forgejo', name: 'forgejo', repositories: ['shop/databases', 'shop/*'], webhookSecrets: [strong] },
      ],
      port: 3000,
      sweepEvery: 600_000,
      concurrency: 2,
      dryRun: false,
    },
  });
});

test('a slash at the end of an address is none', () => {
  const path = fileSaying(`
forges:
  - { kind: github, name: hub, url: "https://git.example/api/v3/", appId: 12, privateKeyFile: key.pem, webhookSecretsFiles: [secret] }
`);
  expect(readConfiguration({ ...forgejo, FORGEJO_URL: 'https://codeberg.example/' }, path)).toMatchObject({
    configuration: { forges: [{ url: 'https://git.example/api/v3' }, { url: 'https://codeberg.example' }] },
  });
});

test('a file names several forges, and its secrets are in files beside it', () => {
  const path = fileSaying(`
forges:
  - { kind: github, name: hub, appId: 12, privateKeyFile: key.pem, webhookSecretsFiles: [secret] }
  - { kind: gitea, name: our-gitea, url: "https://git.example", tokenFile: secret, webhookSecretsFiles: [secret], repositories: [a/b] }
sweepEvery: 30s
port: 8080
`);
  expect(readConfiguration({ PORT: '9000' }, path)).toMatchObject({
    kind: 'read',
    configuration: {
      forges: [{ privateKey: pem, url: 'https://api.github.com' }, { token: strong }],
      port: 9000,
      sweepEvery: 30_000,
    },
  });
});

test.each([
  ['nothing', {}, 'forges: at least one forge is needed'],
  ['a known secret', { ...forgejo, FORGEJO_WEBHOOK_SECRET: 'development' }, 'forges.0.webhookSecrets.0: must have 32'],
  [
    'a simple secret',
    { ...forgejo, FORGEJO_WEBHOOK_SECRET: 'a'.repeat(40) },
    'forges.0.webhookSecrets.0: is too simple',
  ],
  ['no secret', { ...forgejo, FORGEJO_WEBHOOK_SECRET: '' }, 'forges.0.webhookSecrets: at least one is needed'],
  ['a password in the address', { ...forgejo, FORGEJO_URL: 'https://u:BLCANARY@x.example' }, 'must hold no user'],
  ['another protocol', { ...forgejo, FORGEJO_URL: 'file:///etc/passwd' }, 'forges.0.url: must be an address'],
  ['every repository of a server', { ...forgejo, FORGEJO_REPOSITORIES: '*' }, 'must name owners'],
  ['a repository elsewhere', { ...forgejo, FORGEJO_REPOSITORIES: '../../x' }, 'must be owner/name'],
  ['a short token', { ...forgejo, FORGEJO_TOKEN: 'BLCANARY' }, 'forges.0.token'],
  [
    'no key',
    { GITHUB_APP_ID: '1', GITHUB_WEBHOOK_SECRET: strong, GITHUB_PRIVATE_KEY: 'BLCANARY' },
    'forges.0.privateKey: must be the PEM',
  ],
  [
    'a file that is not there',
    { ...forgejo, FORGEJO_TOKEN: '', FORGEJO_TOKEN_FILE: '/nowhere/BL' },
    'cannot be read (ENOENT)',
  ],
  ['another port', { ...forgejo, PORT: '70000' }, 'port: '],
  ['another store', { ...forgejo, REDIS_URL: 'http://:BLCANARY@x' }, 'redisUrl: must be an address'],
])('%s is a problem that is told without values', (_, env, problem) => {
  const read = readConfiguration(env);
  if (read.kind === 'read') throw new Error('It was read.');
  expect(read.problems.join('\n')).toContain(problem);
  expect(read.problems.join('\n')).not.toContain('BLCANARY');
});

test.each([
  ['forgez: []\n', 'Unrecognized key: "forgez"'],
  ['- a\n', 'must be a mapping'],
  ['a: [BLCANARY\n', 'is no YAML'],
  ['forges: [{ kind: gitlab, name: x }]\n', 'forges.0.kind'],
])('a file that says %j is a problem', (yaml, problem) => {
  const read = readConfiguration({}, fileSaying(yaml));
  if (read.kind === 'read') throw new Error('It was read.');
  expect(read.problems.join('\n')).toContain(problem);
  expect(read.problems.join('\n')).not.toContain('BLCANARY');
});
