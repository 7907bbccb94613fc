import type { MappingNode, Node } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { mapping, scalar, sequence } from './build-node.ts';
import { type ClusterChart, renderObject, storeHook } from './cluster-chart.ts';
import { chartSecret } from './cluster-chart-secret.ts';
import { chartStore } from './cluster-chart-store.ts';

/** The parts of a Cluster's specification that the chart's `mode` decides, and the objects that come with them. */
export interface ChartBootstrap {
  readonly spec: Readonly<Record<string, Node | undefined>>;
  readonly objects: readonly MappingNode[];
}

/** What `mode: recovery` and `mode: replica` add to the cluster; nothing for `standalone`. */
export function chartBootstrap(chart: ClusterChart): ChartBootstrap {
  const mode = known(stringAt(chart.values, 'mode')) ?? 'standalone';
  if (mode === 'recovery') return recovery(chart);
  if (mode === 'replica') return replica(chart);
  return { spec: {}, objects: [] };
}

function recovery(chart: ClusterChart): ChartBootstrap {
  const block = nodeAt(chart.values, ['recovery']);
  const origin = block?.origin ?? chart.release.origin;
  const method = known(stringAt(chart.values, 'recovery', 'method')) ?? 'backup';
  const serverName = nodeAt(chart.values, ['recovery', 'clusterName']);
  if (method === 'backup') {
    const name = nodeAt(chart.values, ['recovery', 'backupName']);
    return { spec: { bootstrap: bootstrapRecovery(origin, { backup: mapping(origin, { name }) }) }, objects: [] };
  }
  if (method === 'object_store') {
    const source = scalar('objectStoreRecoveryCluster', origin);
    const store = chartStore(chart, ['recovery'], 'recovery');
    const named = serverName ? mapping(origin, { ...fieldsOf(store), serverName }) : store;
    const entry = mapping(origin, { name: source, barmanObjectStore: named });
    return {
      spec: { bootstrap: bootstrapRecovery(origin, { source }), externalClusters: sequence(origin, [entry]) },
      objects: chartSecret(chart, 'recovery', 'recovery'),
    };
  }
  if (method === 'pg_basebackup') {
    const source = scalar('pgBaseBackupSource', origin);
    const bootstrap = mapping(origin, { pg_basebackup: mapping(origin, { source }) });
    const server = serverAt(chart, source, 'recovery', 'pgBaseBackup', 'source');
    return { spec: { bootstrap, externalClusters: sequence(origin, [server]) }, objects: [] };
  }
  if (method === 'import') {
    const source = scalar('importSource', origin);
    const imported = mapping(origin, {
      source: mapping(origin, { externalCluster: source }),
      type: nodeAt(chart.values, ['recovery', 'import', 'type']),
      databases: nodeAt(chart.values, ['recovery', 'import', 'databases']),
    });
    const bootstrap = mapping(origin, { initdb: mapping(origin, { import: imported }) });
    const server = serverAt(chart, source, 'recovery', 'import', 'source');
    return { spec: { bootstrap, externalClusters: sequence(origin, [server]) }, objects: [] };
  }
  if (method !== 'plugin') return { spec: {}, objects: [] };
  const source = scalar('pluginRecoveryCluster', origin);
  const storeName = `${chart.name}-recovery`;
  const parameters = mapping(origin, { barmanObjectName: scalar(storeName, origin), serverName });
  const plugin = mapping(origin, { name: scalar('barman-cloud.cloudnative-pg.io', origin), parameters });
  const objectStore = renderObject(chart, 'barmancloud.cnpg.io/v1', 'ObjectStore', storeName, {
    annotations: storeHook(origin),
    spec: mapping(origin, { configuration: chartStore(chart, ['recovery'], 'recovery') }),
  });
  return {
    spec: {
      bootstrap: bootstrapRecovery(origin, { source }),
      externalClusters: sequence(origin, [mapping(origin, { name: source, plugin })]),
    },
    objects: [objectStore, ...chartSecret(chart, 'recovery', 'recovery')],
  };
}

/** The chart always writes `enabled: true`, also beside `primary`, which the webhook then refuses. */
function replica(chart: ClusterChart): ChartBootstrap {
  const at = (...path: string[]) => nodeAt(chart.values, ['replica', ...path]);
  const origin = at()?.origin ?? chart.release.origin;
  const source = scalar('originCluster', origin);
  const how = known(stringAt(chart.values, 'replica', 'bootstrap', 'source'));
  const bootstrap =
    how === 'object_store'
      ? bootstrapRecovery(origin, { source })
      : how === 'pg_basebackup'
        ? mapping(origin, { pg_basebackup: mapping(origin, { source }) })
        : undefined;
  const provider = known(stringAt(chart.values, 'replica', 'origin', 'objectStore', 'provider')) ?? '';
  const store = provider === '' ? undefined : chartStore(chart, ['replica', 'origin', 'objectStore'], 'origin');
  const serverName = at('origin', 'objectStore', 'clusterName');
  const server = serverAt(chart, source, 'replica', 'origin', 'pg_basebackup');
  const external = mapping(origin, {
    ...fieldsOf(server),
    barmanObjectStore: store && mapping(origin, { ...fieldsOf(store), serverName }),
  });
  return {
    spec: {
      bootstrap,
      externalClusters: sequence(origin, [external]),
      replica: mapping(origin, {
        enabled: scalar(true, origin),
        source,
        self: at('self'),
        primary: at('primary'),
      }),
    },
    objects: [],
  };
}

/** An external cluster that is reached by a connection, where the values name its host. */
function serverAt(chart: ClusterChart, name: Node, ...path: string[]): MappingNode {
  const at = (field: string) => nodeAt(chart.values, [...path, field]);
  const host = at('host');
  const { origin } = name;
  if (!host || (host.kind === 'scalar' && (host.value === '' || host.value === null))) return mapping(origin, { name });
  return mapping(origin, {
    name,
    connectionParameters: mapping(origin, { host, user: at('username'), dbname: at('database') }),
  });
}

function bootstrapRecovery(
  origin: MappingNode['origin'],
  fields: Readonly<Record<string, Node | undefined>>,
): MappingNode {
  return mapping(origin, { recovery: mapping(origin, fields) });
}

function fieldsOf(node: MappingNode): Record<string, Node> {
  return Object.fromEntries(Array.from(node.entries, ([key, { value }]) => [key, value]));
}
