import type { MappingNode, Node } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { mapping, scalar, sequence } from './build-node.ts';
import { type ClusterChart, renderObject } from './cluster-chart.ts';
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
    const store = chartStore(chart, 'recovery', 'recovery');
    const named = serverName ? mapping(origin, { ...fieldsOf(store), serverName }) : store;
    const entry = mapping(origin, { name: source, barmanObjectStore: named });
    return {
      spec: { bootstrap: bootstrapRecovery(origin, { source }), externalClusters: sequence(origin, [entry]) },
      objects: chartSecret(chart, 'recovery', 'recovery'),
    };
  }
  if (method !== 'plugin') return { spec: {}, objects: [] };
  const source = scalar('pluginRecoveryCluster', origin);
  const storeName = `${chart.name}-recovery`;
  const parameters = mapping(origin, { barmanObjectName: scalar(storeName, origin), serverName });
  const plugin = mapping(origin, { name: scalar('barman-cloud.cloudnative-pg.io', origin), parameters });
  const objectStore = renderObject(chart, 'barmancloud.cnpg.io/v1', 'ObjectStore', storeName, {
    spec: mapping(origin, { configuration: chartStore(chart, 'recovery', 'recovery') }),
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
  const block = nodeAt(chart.values, ['replica']);
  const origin = block?.origin ?? chart.release.origin;
  const source = scalar('originCluster', origin);
  return {
    spec: {
      replica: mapping(origin, {
        enabled: scalar(true, origin),
        source,
        self: nodeAt(chart.values, ['replica', 'self']),
        primary: nodeAt(chart.values, ['replica', 'primary']),
      }),
    },
    objects: [],
  };
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
