import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { CredentialBlock, Destination } from '@backlint/model/destination';
import { known } from '@backlint/source/value';
import { sentence } from '../sentence.ts';

export const invalidCredentials: Rule = {
  id: 'invalid-credentials',
  summary: 'An object store without exactly one complete set of credentials',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    const read = model.restorePaths.flatMap(({ destination }) =>
      destination.kind === 'resolved' ? [destination.to] : [],
    );
    for (const destination of new Set([...model.destinations, ...read])) yield judge(destination);
  },
};

function judge(destination: Destination): Assessment {
  const { blocks, unknown, origin: at } = destination.credentials;
  const { title } = destination;
  const evidence = blocks.map(({ provider, origin }) => ({ message: `${names[provider]} credentials`, at: origin }));
  const trouble = blocks.length > 1 ? severalBlocks(destination) : blocks[0] && troubleIn(blocks[0]);
  if (trouble !== undefined)
    return {
      outcome: 'problem',
      about: destination,
      at,
      message: sentence(`${title} ${trouble}`),
      ...remedy,
      evidence,
    };
  if (unknown !== undefined) {
    return {
      outcome: 'undecided',
      about: destination,
      at,
      why: `the credentials of ${title} are not known: ${unknown}`,
    };
  }
  if (blocks.length === 0) {
    const message = sentence(`${title} has no credentials: every upload and every restore fails`);
    return { outcome: 'problem', about: destination, at, message, ...remedy };
  }
  return {
    outcome: 'upheld',
    about: destination,
    message: sentence(`${title} has one complete set of credentials`),
    evidence,
  };
}

const names = { s3: 'S3', azure: 'Azure', google: 'Google' } as const;
const remedy = {
  remedy: 'Write one of s3Credentials, azureCredentials and googleCredentials, with one way to sign in',
};

/** The order is that of barman-cloud (pkg/credentials/env.go); admission looks at the store inside a Cluster only. */
function severalBlocks({ credentials: { blocks }, declaredIn }: Destination): string {
  const written = blocks.map(({ provider }) => names[provider]).join(' and ');
  const used = (['s3', 'google', 'azure'] as const).find((provider) =>
    blocks.some((block) => block.provider === provider),
  );
  const effect =
    declaredIn === 'cluster' || used === undefined
      ? 'the Cluster is refused'
      : `only those for ${names[used]} are used, in silence`;
  return `has credentials for ${written}: ${effect}`;
}

/** What is certainly wrong with a block; settings that are not known count neither way. */
function troubleIn(block: CredentialBlock): string | undefined {
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
