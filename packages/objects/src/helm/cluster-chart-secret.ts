import type { MappingNode, Node } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import { booleanAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { mapping, scalar } from './build-node.ts';
import type { ClusterChart } from './cluster-chart.ts';
import { credentialsSecretName } from './cluster-chart-store.ts';

/** The values that go into the Secret of each provider, by the key they get there. */
const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  s3: { ACCESS_KEY_ID: 'accessKey', ACCESS_SECRET_KEY: 'secretKey' },
  azure: {
    AZURE_CONNECTION_STRING: 'connectionString',
    AZURE_STORAGE_ACCOUNT: 'storageAccount',
    AZURE_STORAGE_KEY: 'storageKey',
    AZURE_STORAGE_SAS_TOKEN: 'storageSasToken',
  },
  google: { APPLICATION_CREDENTIALS: 'applicationCredentials' },
};

const identities = ['inheritFromIAMRole', 'inheritFromAzureAD', 'gkeEnvironment'];

/**
 * The Secret that the chart makes of the keys in the values of `backups` or `recovery`; none where `secret.create` is off
 * or the store is entered without keys. `secret` is the middle of its name.
 */
export function chartSecret(chart: ClusterChart, block: string, secret: string): readonly MappingNode[] {
  const scope = nodeAt(chart.values, [block]);
  if (scope?.kind !== 'mapping' || known(booleanAt(scope, 'secret', 'create')) === false) return [];
  const provider = known(stringAt(scope, 'provider')) ?? 's3';
  if (identities.some((field) => known(booleanAt(scope, provider, field)) === true)) return [];
  const at = nodeAt(scope, [provider])?.origin ?? scope.origin;
  const value = (field: string): Node => nodeAt(scope, [provider, field]) ?? scalar('', at);
  const keys = Object.hasOwn(values, provider) ? (values[provider] ?? {}) : {};
  const data = Object.fromEntries(Object.entries(keys).map(([key, field]) => [key, value(field)]));
  const { origin, namespace } = chart.release;
  return [
    mapping(origin, {
      apiVersion: scalar('v1', origin),
      kind: scalar('Secret', origin),
      metadata: mapping(at, {
        name: credentialsSecretName(chart, scope, provider, secret),
        namespace: namespace.kind === 'written' ? scalar(namespace.value, namespace.origin) : undefined,
      }),
      stringData: mapping(at, data),
    }),
  ];
}
