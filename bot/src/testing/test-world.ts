import { generateKeyPairSync } from 'node:crypto';
import type { FaultPlan } from '@backlint/forge-servers/faults';
import type { ForgeServer } from '@backlint/forge-servers/forge-server';
import { startGitea } from '@backlint/forge-servers/gitea/gitea-server';
import { startGitHub } from '@backlint/forge-servers/github/github-server';
import { account, makeRepository } from '@backlint/forge-servers/people';
import type { Release } from '@backlint/forge-servers/stage/test-stage';
import { type Files, newWorld, type Repository, type Right, type World } from '@backlint/forge-servers/world';
import type { ForgeConfiguration } from '../configuration/schema.ts';

/** A forge on this machine with a repository that the bot is there for, and how the bot gets to it. */
export interface TestWorld {
  readonly release: Release;
  readonly world: World;
  readonly server: ForgeServer;
  readonly repository: Repository;
  /** The login that the bot writes as. */
  readonly login: string;
  /** Where its webhooks are signed with `webhookSecret`. */
  readonly configuration: ForgeConfiguration;
  failAs(plan: FaultPlan): void;
  close(): Promise<void>;
}

/** What webhooks of test worlds are signed with. */
export const webhookSecret = '0123456789abcdef0123456789abcdef';

const rights: ReadonlySet<Right> = new Set<Right>(['review', 'issues', 'status', 'checks', 'account', 'admin']);
const token = 'secret-token-of-the-bot';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

/** A database that nothing backs up: one blocker for whoever brings it. */
export const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: orders
  namespace: shop
spec:
  instances: 1
  storage:
    size: 1Gi
`;

/** A world with the repository `shop/databases`, whose `main` has these files. */
export async function testWorld(release: Release, files: Files = { 'README.md': 'Databases\n' }): Promise<TestWorld> {
  const world = newWorld();
  const isGitHub = release === 'github';
  const login = isGitHub ? 'backlint[bot]' : 'backlint-bot';
  account(world, login, 'Bot');
  const repository = makeRepository(world, 'shop', 'databases', files);
  for (const person of ['alice', 'bob']) {
    account(world, person);
    repository.permissions.set(person, 'write');
  }
  account(world, 'mallory');
  repository.permissions.set('mallory', 'read');
  repository.permissions.set(login, 'admin');
  if (isGitHub) {
    world.app = {
      id: 12,
      slug: 'backlint',
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      installations: [{ id: 34, account: 'shop', rights, repositories: ['shop/databases'], isSuspended: false }],
    };
  } else world.tokens.set(token, { login, rights });
  const server = await (isGitHub ? startGitHub(world) : startGitea(world, release));
  const webhookSecrets = [webhookSecret];
  const configuration: ForgeConfiguration = isGitHub
    ? {
        kind: 'github',
        name: 'hub',
        url: server.apiUrl,
        appId: 12,
        privateKey: pem,
        webhookSecrets,
        repositories: ['*'],
      }
    : { kind: 'forgejo', name: 'hub', url: server.url, token, webhookSecrets, repositories: ['shop/*'] };
  return { release, world, server, repository, login, configuration, failAs: server.failAs, close: server.close };
}
