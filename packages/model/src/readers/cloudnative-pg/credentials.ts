import type { Node } from '@backlint/source/node';
import { booleanAt, isWritten, mappingAt, originAt, stringAt } from '@backlint/source/node-values';
import { orDefault } from '@backlint/source/value';
import type { CredentialBlock, Credentials, SecretSelector } from '../../destination.ts';

const providers = {
  s3: {
    block: 's3Credentials',
    selectors: ['accessKeyId', 'secretAccessKey', 'region', 'sessionToken'],
    identities: ['inheritFromIAMRole'],
  },
  azure: {
    block: 'azureCredentials',
    selectors: ['connectionString', 'storageAccount', 'storageKey', 'storageSasToken'],
    identities: ['inheritFromAzureAD', 'useDefaultAzureCredentials'],
  },
  google: {
    block: 'googleCredentials',
    selectors: ['applicationCredentials'],
    identities: ['gkeEnvironment'],
  },
} as const;

/** The credential blocks of a barman object store configuration (barman-cloud, pkg/api/config.go). */
export function readCredentials(store: Node): Credentials {
  const blocks = Object.entries(providers).flatMap(
    ([provider, { block, selectors, identities }]): CredentialBlock[] => {
      const node = mappingAt(store, block);
      if (!node) return [];
      return [
        {
          provider: provider as CredentialBlock['provider'],
          selectors: selectors.filter((field) => isWritten(node, field)).map((field) => readSelector(node, field)),
          identities: identities
            .filter((field) => isWritten(node, field))
            .map((field) => ({ field, enabled: orDefault(booleanAt(node, field), false) })),
          origin: originAt(store, [block]),
        },
      ];
    },
  );
  return { blocks, origin: blocks[0]?.origin ?? store.origin };
}

function readSelector(block: Node, field: string): SecretSelector {
  return {
    field,
    secret: stringAt(block, field, 'name'),
    key: stringAt(block, field, 'key'),
    origin: originAt(block, [field]),
  };
}
