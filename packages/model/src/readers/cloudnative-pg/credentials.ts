import { type Node, nodeAt } from '@backlint/source/node';
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
  const unknown = Object.values(providers).flatMap(({ block }) => whyUnknown(store, block))[0];
  return { blocks, origin: blocks[0]?.origin ?? store.origin, ...(unknown === undefined ? {} : { unknown }) };
}

/** Why a block cannot be seen, or one of its settings: what is behind a template may be anything. */
function whyUnknown(store: Node, block: string): string[] {
  const node = nodeAt(store, [block]);
  if (node?.kind === 'unknown') return [node.why];
  if (node?.kind !== 'mapping') return [];
  return Array.from(node.entries.values(), ({ value }) => (value.kind === 'unknown' ? [value.why] : [])).flat();
}

function readSelector(block: Node, field: string): SecretSelector {
  return {
    field,
    secret: stringAt(block, field, 'name'),
    key: stringAt(block, field, 'key'),
    origin: originAt(block, [field]),
  };
}
