import { createPrivateKey } from 'node:crypto';
import { githubForge } from '@backlint/forge/github/github-forge';
import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import { z } from 'zod';
import type { ForgeConfiguration } from '../configuration/schema.ts';
import { appClient } from '../forges/app-client.ts';
import { readOnlyNames } from '../forges/installation-permissions.ts';
import { examineDeliveries } from './examine-deliveries.ts';
import { examineListed } from './examine-listed.ts';
import { examineEvents, examinePermissions, lackingPermissions } from './examine-permissions.ts';
import { impatience, outcomeOf, shaped } from './outcome.ts';
import { missing, note, right, type Statement } from './statement.ts';

const permissionsShape = z.record(z.string(), z.string());
const appShape = z.object({
  slug: z.string(),
  html_url: z.string(),
  permissions: permissionsShape,
  events: z.array(z.string()),
});
const installationsShape = z.array(
  z.object({
    id: z.int(),
    account: z.object({ login: z.string().optional() }).nullable(),
    html_url: z.string(),
    suspended_at: z.string().nullish(),
    permissions: permissionsShape,
  }),
);

type GitHub = Extract<ForgeConfiguration, { kind: 'github' }>;
type Client = Awaited<ReturnType<typeof appClient>>;

/** Looks at an app on GitHub: who it is, what it may do, where it is installed and whether its webhooks arrive. */
export async function* examineGitHub(configuration: GitHub): AsyncGenerator<Statement> {
  if (!isKey(configuration.privateKey)) {
    yield missing('The private key cannot be read', 'Take the PEM file as GitHub gave it, with all its lines.');
    return;
  }
  const client = await appClient(configuration, impatience);
  const self = await outcomeOf(shaped(appShape, client.rest.apps.getAuthenticated()));
  if (self.kind === 'refused') {
    yield missing(`The app cannot sign in (${self.message})`, signInRemedies[self.reason] ?? otherRemedy);
    return;
  }
  const { answer: app } = self;
  yield right(`GitHub knows the app as ${app.slug}[bot]`);
  yield* examinePermissions(app.permissions);
  yield* examineEvents(app.events);
  yield* examineInstallations(client, { configuration, page: app.html_url, login: `${app.slug}[bot]` });
  yield* await examineDeliveries(client, configuration.name);
}

interface App {
  readonly configuration: GitHub;
  /** Where people see it. */
  readonly page: string;
  readonly login: string;
}

async function* examineInstallations(client: Client, app: App): AsyncGenerator<Statement> {
  const { url, repositories } = app.configuration;
  const list = await outcomeOf(listInstallations(client));
  if (list.kind === 'refused') {
    yield missing(`Its installations cannot be listed (${list.message})`, otherRemedy);
    return;
  }
  if (list.answer.length === 0) {
    yield missing('The app is installed nowhere', `Install it: ${app.page}/installations/new`);
    return;
  }
  const found: RepositoryAt[] = [];
  for (const { id, account, html_url: page, suspended_at: suspended, permissions } of list.answer) {
    const owner = account?.login ?? `installation ${id}`;
    if (suspended !== null && suspended !== undefined) {
      yield note(`The installation at ${owner} is suspended`, `Its owner can end that: ${page}`);
      continue;
    }
    const lacking = lackingPermissions(permissions).map(({ name, level }) => `\`${name}: ${level}\``);
    if (lacking.length > 0) {
      yield missing(`${owner} has not agreed to ${lacking.join(', ')}`, `Its owner can: ${page}`);
    }
    const repositoriesThere = await outcomeOf(repositoriesOf(client, id, { url, login: app.login }));
    if (repositoriesThere.kind === 'answer') found.push(...repositoriesThere.answer);
    else yield missing(`The repositories of ${owner} cannot be listed (${repositoriesThere.message})`, otherRemedy);
  }
  yield* examineListed(found, repositories, `Install the app there: ${app.page}/installations/new`);
}

/** By number: the addresses that answers name are not asked. */
async function listInstallations({ rest }: Client) {
  const all = [];
  for (let page = 1; page <= mostPages; page++) {
    const listed = await shaped(installationsShape, rest.apps.listInstallations({ page, per_page: perPage }));
    all.push(...listed);
    if (listed.length < perPage) break;
  }
  return all;
}

async function repositoriesOf(
  client: Client,
  installation: number,
  at: { readonly url: string; readonly login: string },
) {
  const { data } = await client.rest.apps.createInstallationAccessToken({
    installation_id: installation,
    permissions: readOnlyNames,
  });
  const forge = githubForge({ ...at, token: data.token, verdictAs: 'check-run', surroundings: impatience });
  return forge.listRepositories();
}

function isKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

const perPage = 100;
const mostPages = 40;
const otherRemedy = 'Try again; if it stays, look at what lies between here and the server.';
const signInRemedies: Partial<Record<string, string>> = {
  unauthorized:
    'Compare `appId` with the page of the app, make it a new private key there, and see that the clock of this machine is right.',
  'not-found': 'Compare `appId` with the page of the app, and `url` with the address of the API.',
  unreachable: 'See that this machine reaches `url`: names, certificates, proxies, rules of the network.',
};
