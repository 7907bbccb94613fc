import type { CredentialBlock, Destination, SecretSelector } from '@backlint/model/destination';
import { known } from '@backlint/source/value';
import type { ScaffoldWishes } from './scaffold-wishes.ts';
import type { Data } from './scaffolded-object.ts';
import type { Subject } from './subject.ts';

/** An object store that backups go to, as its readers and writers need to know it. */
export interface Store {
  readonly provider: CredentialBlock['provider'];
  /** Bucket (or container) and path, without slashes at either end: `backups/orders`. */
  readonly path: string;
  /** As barman writes it: `s3://backups/orders`. */
  readonly url: string;
  readonly endpoint?: string;
  /** The credentials by field, such as `accessKeyId`; empty where the identity of the workload is used. */
  readonly selectors: readonly Selector[];
}

interface Selector {
  readonly field: string;
  readonly secret: string;
  readonly key: string;
}

/** The store that the user names, else the one that the cluster writes to; a message says what is missing. */
export function storeOf({ destination }: Subject, wishes: ScaffoldWishes): Store | { readonly message: string } {
  if (wishes.destination !== undefined) return namedStore(wishes.destination, wishes);
  if (!destination) {
    return { message: 'the files do not tell where its backups go: say --destination s3://BUCKET/PATH.' };
  }
  return declaredStore(destination);
}

function namedStore(url: string, { endpoint, secret }: ScaffoldWishes): Store | { readonly message: string } {
  const provider = providerOf(url);
  if (!provider)
    return { message: `"${url}" is no destination: write s3://BUCKET/PATH, gs://BUCKET/PATH or a URL of Azure blobs.` };
  const selectors =
    secret === undefined ? [] : (usualKeys[provider] ?? []).map(([field, key]) => ({ field, secret, key }));
  return { provider, ...placeOf(url), ...(endpoint === undefined ? {} : { endpoint }), selectors };
}

function declaredStore({ path, endpoint, credentials }: Destination): Store | { readonly message: string } {
  const url = known(path);
  const provider = url === undefined ? undefined : (providerOf(url) ?? credentials.blocks[0]?.provider);
  if (url === undefined || provider === undefined || credentials.unknown !== undefined || endpoint.kind === 'unknown') {
    return { message: 'the files do not tell all about its object store: say --destination and --secret.' };
  }
  const host = known(endpoint);
  const selectors = (credentials.blocks[0]?.selectors ?? []).flatMap(readSelector);
  return { provider, ...placeOf(url), ...(host === undefined ? {} : { endpoint: host }), selectors };
}

function readSelector({ field, secret, key }: SecretSelector): Selector[] {
  const [name, entry] = [known(secret), known(key)];
  return name === undefined || entry === undefined ? [] : [{ field, secret: name, key: entry }];
}

function providerOf(url: string): Store['provider'] | undefined {
  if (url.startsWith('s3://')) return 's3';
  if (url.startsWith('gs://')) return 'google';
  return /^https:\/\/[^/]+\.blob\.core\./.test(url) ? 'azure' : undefined;
}

function placeOf(url: string): Pick<Store, 'path' | 'url'> {
  const bare = url.replace(/\/+$/, '');
  return { url: bare, path: bare.replace(/^[a-z0-9]+:\/\//, '').replace(/^[^/]+\.blob\.core\.[^/]+\//, '') };
}

/** The keys that people give to credentials of each provider. */
const usualKeys: Readonly<Record<Store['provider'], readonly (readonly [field: string, key: string])[]>> = {
  s3: [
    ['accessKeyId', 'ACCESS_KEY_ID'],
    ['secretAccessKey', 'ACCESS_SECRET_KEY'],
  ],
  azure: [['connectionString', 'AZURE_CONNECTION_STRING']],
  google: [['applicationCredentials', 'gcsCredentials']],
};

/** The credentials as barman-cloud takes them. */
export function barmanCredentials({ provider, selectors }: Store): { readonly [key: string]: Data } {
  const field = { s3: 's3Credentials', azure: 'azureCredentials', google: 'googleCredentials' }[provider];
  const identity = { s3: 'inheritFromIAMRole', azure: 'inheritFromAzureAD', google: 'gkeEnvironment' }[provider];
  const references = selectors.map((one): [string, Data] => [one.field, { name: one.secret, key: one.key }]);
  return { [field]: references.length === 0 ? { [identity]: true } : Object.fromEntries(references) };
}

/** The environment that makes `store:` name the store for rclone, after its documentation of remotes in variables. */
export function rcloneEnvironment(store: Store): readonly Data[] {
  const prefix = 'RCLONE_CONFIG_STORE';
  const types = { s3: 's3', azure: 'azureblob', google: 'google cloud storage' };
  const plain: [string, string][] = [[`${prefix}_TYPE`, types[store.provider]]];
  if (store.provider === 's3') plain.push([`${prefix}_PROVIDER`, store.endpoint === undefined ? 'AWS' : 'Other']);
  if (store.endpoint !== undefined) plain.push([`${prefix}_ENDPOINT`, store.endpoint]);
  if (store.selectors.length === 0) plain.push([`${prefix}_ENV_AUTH`, 'true']);
  return [
    ...plain.map(([name, value]) => ({ name, value })),
    ...store.selectors.flatMap(({ field, secret, key }) => {
      const option = rcloneOptions[field];
      return option === undefined
        ? []
        : [{ name: `${prefix}_${option}`, valueFrom: { secretKeyRef: { name: secret, key } } }];
    }),
  ];
}

const rcloneOptions: Readonly<Record<string, string | undefined>> = {
  accessKeyId: 'ACCESS_KEY_ID',
  secretAccessKey: 'SECRET_ACCESS_KEY',
  region: 'REGION',
  sessionToken: 'SESSION_TOKEN',
  connectionString: 'CONNECTION_STRING',
  storageAccount: 'ACCOUNT',
  storageKey: 'KEY',
  storageSasToken: 'SAS_URL',
  applicationCredentials: 'SERVICE_ACCOUNT_CREDENTIALS',
};
