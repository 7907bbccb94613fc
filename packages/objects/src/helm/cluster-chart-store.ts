import type { MappingNode, Node, ScalarNode, UnknownNode } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import { booleanAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import { mapping, scalar } from './build-node.ts';
import type { ClusterChart } from './cluster-chart.ts';
import { mergeValues } from './merge-values.ts';

/** The store that the chart archives to (`_backup.tpl`), compressed and encrypted unless the values say otherwise. */
export function backupStore(chart: ClusterChart): MappingNode {
  const store = chartStore(chart, ['backups'], 'backup');
  const { origin } = store;
  const defaults = mapping(origin, {
    wal: mapping(origin, { ...encoding(origin), maxParallel: scalar(1, origin) }),
    data: mapping(origin, { ...encoding(origin), jobs: scalar(2, origin) }),
  });
  const written = mapping(origin, {
    wal: nodeAt(chart.values, ['backups', 'wal']),
    data: nodeAt(chart.values, ['backups', 'data']),
  });
  const tuned = mergeValues(defaults, written);
  return tuned.kind === 'mapping' ? { ...store, entries: new Map([...store.entries, ...tuned.entries]) } : store;
}

function encoding(origin: Origin) {
  return { compression: scalar('gzip', origin), encryption: scalar('AES256', origin) };
}

/**
 * The barman object store that the chart's `_barman_object_store.tpl` makes of a block of values: path and endpoint
 * from the provider's own values where they are not written outright. `secret` is the middle of the Secret's name.
 */
export function chartStore(chart: ClusterChart, block: readonly string[], secret: string): MappingNode {
  const scope = nodeAt(chart.values, block);
  const origin = scope?.origin ?? chart.release.origin;
  if (scope?.kind !== 'mapping') return mapping(origin, {});
  const provider = known(stringAt(scope, 'provider')) ?? 's3';
  return mapping(origin, {
    endpointURL: filled(scope, 'endpointURL') ?? (provider === 's3' ? regionalEndpoint(scope) : undefined),
    endpointCA: authority(scope),
    destinationPath: filled(scope, 'destinationPath') ?? providerPath(scope, provider),
    ...credentials(chart, scope, provider, secret),
  });
}

function authority(scope: Node): Node | undefined {
  const name = filled(scope, 'endpointCA', 'name');
  const origin = nodeAt(scope, ['endpointCA'])?.origin;
  return name && origin ? mapping(origin, { name, key: nodeAt(scope, ['endpointCA', 'key']) }) : undefined;
}

function regionalEndpoint(scope: Node): Node | undefined {
  const region = nodeAt(scope, ['s3', 'region']);
  if (region?.kind !== 'scalar' || region.value === '' || region.value === null) return undefined;
  return scalar(`https://s3.${region.value}.amazonaws.com`, region.origin);
}

function providerPath(scope: Node, provider: string): Node | undefined {
  const part = (...path: string[]) => nodeAt(scope, [provider, ...path]);
  const unknown = [part('bucket'), part('path'), part('storageAccount'), part('containerName')].find(
    (node) => node?.kind === 'unknown',
  );
  if (unknown) return unknown;
  const text = (name: string, fallback: string) => known(stringAt(scope, provider, name)) ?? fallback;
  const origin: Origin = part('bucket')?.origin ?? part('containerName')?.origin ?? scope.origin;
  if (provider === 'azure') {
    const host = `${text('storageAccount', '')}.${text('serviceName', 'blob')}.core.windows.net`;
    return scalar(`https://${host}/${text('containerName', '')}${text('path', '/')}`, origin);
  }
  const scheme = provider === 'google' ? 'gs' : 's3';
  return scalar(`${scheme}://${text('bucket', '')}${text('path', '/')}`, origin);
}

/** The Secret that holds the keys of a store: the one that the values name, or the chart's own. */
export function credentialsSecretName(
  chart: ClusterChart,
  scope: Node,
  provider: string,
  secret: string,
): ScalarNode | UnknownNode {
  const written = nodeAt(scope, ['secret', 'name']);
  const hasName =
    written?.kind === 'unknown' || (written?.kind === 'scalar' && written.value !== '' && written.value !== null);
  const at = nodeAt(scope, [provider])?.origin ?? scope.origin;
  return hasName ? written : scalar(`${chart.name}-${secret}-${provider}-creds`, at);
}

function credentials(
  chart: ClusterChart,
  scope: Node,
  provider: string,
  secret: string,
): Readonly<Record<string, Node | undefined>> {
  const at = nodeAt(scope, [provider])?.origin ?? scope.origin;
  const name = credentialsSecretName(chart, scope, provider, secret);
  const select = (key: string) => mapping(at, { name, key: scalar(key, at) });
  const isOn = (field: string) => known(booleanAt(scope, provider, field)) === true;
  if (provider === 's3') {
    return {
      s3Credentials: isOn('inheritFromIAMRole')
        ? mapping(at, { inheritFromIAMRole: scalar(true, at) })
        : mapping(at, { accessKeyId: select('ACCESS_KEY_ID'), secretAccessKey: select('ACCESS_SECRET_KEY') }),
    };
  }
  if (provider === 'google') {
    return {
      googleCredentials: isOn('gkeEnvironment')
        ? mapping(at, { gkeEnvironment: scalar(true, at) })
        : mapping(at, { applicationCredentials: select('APPLICATION_CREDENTIALS') }),
    };
  }
  if (isOn('inheritFromAzureAD')) return { azureCredentials: mapping(at, { inheritFromAzureAD: scalar(true, at) }) };
  if (filled(scope, 'azure', 'connectionString')) {
    return { azureCredentials: mapping(at, { connectionString: select('AZURE_CONNECTION_STRING') }) };
  }
  return {
    azureCredentials: mapping(at, {
      storageAccount: select('AZURE_STORAGE_ACCOUNT'),
      ...(filled(scope, 'azure', 'storageKey')
        ? { storageKey: select('AZURE_STORAGE_KEY') }
        : { storageSasToken: select('AZURE_STORAGE_SAS_TOKEN') }),
    }),
  };
}

function filled(scope: Node, ...path: string[]): Node | undefined {
  const node = nodeAt(scope, path);
  return node?.kind === 'scalar' && (node.value === '' || node.value === null) ? undefined : node;
}
