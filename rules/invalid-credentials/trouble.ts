import type { CredentialBlock, Destination } from '@backlint/model/destination';
import { known } from '@backlint/source/value';

/** How people call the providers. */
export const providerNames = { s3: 'S3', azure: 'Azure', google: 'Google' } as const;

/** What is certainly wrong with the credentials of a destination, as the end of a sentence that begins with it. */
export function troubleIn(destination: Destination): string | undefined {
  const [first, second] = destination.credentials.blocks;
  if (second) return severalBlocks(destination);
  return first && troubleInBlock(first);
}

/** The order is that of barman-cloud (pkg/credentials/env.go); admission looks at the store inside a Cluster only. */
function severalBlocks({ credentials: { blocks }, declaredIn }: Destination): string {
  const written = blocks.map(({ provider }) => providerNames[provider]).join(' and ');
  const used = (['s3', 'google', 'azure'] as const).find((provider) =>
    blocks.some((block) => block.provider === provider),
  );
  const effect =
    declaredIn === 'cluster' || used === undefined
      ? 'the Cluster is refused'
      : `only those for ${providerNames[used]} are used, in silence`;
  return `has credentials for ${written}: ${effect}`;
}

/** Settings that are not known count neither way. */
function troubleInBlock(block: CredentialBlock): string | undefined {
  return { s3: s3Trouble, azure: azureTrouble, google: googleTrouble }[block.provider](block);
}

function s3Trouble(block: CredentialBlock): string | undefined {
  const [id, secret, role] = [
    has(block, 'accessKeyId'),
    has(block, 'secretAccessKey'),
    isOn(block, 'inheritFromIAMRole'),
  ];
  if (id !== secret)
    return `has ${id ? 'accessKeyId' : 'secretAccessKey'} without ${id ? 'secretAccessKey' : 'accessKeyId'}: signing in fails`;
  if (id && role === true) return 'has both access keys and inheritFromIAMRole: it must be one of them';
  if (!id && role === false) return 'has neither access keys nor inheritFromIAMRole: signing in fails';
  return undefined;
}

function azureTrouble(block: CredentialBlock): string | undefined {
  const keys = ['storageKey', 'storageSasToken'].filter((field) => has(block, field));
  const identities = ['inheritFromAzureAD', 'useDefaultAzureCredentials'].filter(
    (field) => isOn(block, field) === true,
  );
  const mayInherit = ['inheritFromAzureAD', 'useDefaultAzureCredentials'].some(
    (field) => isOn(block, field) === undefined,
  );
  const ways = [...keys, ...identities];
  if (has(block, 'connectionString')) {
    const beside = [...ways, ...(has(block, 'storageAccount') ? ['storageAccount'] : [])];
    return beside.length > 0
      ? `has ${beside.join(' and ')} beside a connectionString, which must stand alone`
      : undefined;
  }
  if (ways.length > 1) return `has ${ways.join(' and ')}: it must be one of them`;
  if (ways.length === 0) return mayInherit ? undefined : 'has no way to sign in to Azure';
  if (keys.length > 0 && !has(block, 'storageAccount'))
    return `has ${keys[0]} without storageAccount: signing in fails`;
  return undefined;
}

function googleTrouble(block: CredentialBlock): string | undefined {
  const [secret, gke] = [has(block, 'applicationCredentials'), isOn(block, 'gkeEnvironment')];
  if (secret && gke === true) return 'has both applicationCredentials and gkeEnvironment: it must be one of them';
  if (!secret && gke === false) return 'has neither applicationCredentials nor gkeEnvironment: signing in fails';
  return undefined;
}

function has({ selectors }: CredentialBlock, field: string): boolean {
  return selectors.some((selector) => selector.field === field);
}

/** Undefined where the files do not decide. */
function isOn({ identities }: CredentialBlock, field: string): boolean | undefined {
  const identity = identities.find((candidate) => candidate.field === field);
  return identity ? known(identity.enabled) : false;
}
