import type { MappingNode, Node } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import { mapping, scalar, sequence } from './build-node.ts';
import { chartBootstrap } from './cluster-chart-bootstrap.ts';
import { chartSecret } from './cluster-chart-secret.ts';
import { backupStore } from './cluster-chart-store.ts';
import type { HelmRelease } from './helm-release.ts';
import { mergeValues } from './merge-values.ts';

const barmanPlugin = 'barman-cloud.cloudnative-pg.io';

/** Whether a release installs CloudNativePG's own `cluster` chart, whose values backlint understands without rendering it. */
export function isClusterChart({ chart, repository }: HelmRelease): boolean {
  return chart === 'cluster' && (repository === undefined || /cloudnative-pg|cnpg/i.test(repository));
}

/**
 * The objects that CloudNativePG's `cluster` chart (0.8.1) makes of its values, as far as they matter for backups. Each
 * field points at the value that decides it, or at the release where the chart's default does. Undefined where the name
 * of the release is not known.
 */
export function renderClusterChart(release: HelmRelease): readonly MappingNode[] | undefined {
  const name = fullName(release);
  if (name === undefined) return undefined;
  const chart: ClusterChart = { release, name, values: release.values };
  const backsUp = known(booleanAt(release.values, 'backups', 'enabled')) === true;
  const method = known(stringAt(release.values, 'backups', 'method')) ?? 'barmanObjectStore';
  const usesPlugin = method === 'plugin' && textAt(chart, 'backups', 'pluginConfiguration', 'name') === barmanPlugin;
  const bootstrap = chartBootstrap(chart);
  return [
    renderCluster(
      chart,
      { inTree: backsUp && method === 'barmanObjectStore', usesPlugin: backsUp && usesPlugin },
      bootstrap.spec,
    ),
    ...(backsUp && usesPlugin ? [renderObjectStore(chart)] : []),
    ...bootstrap.objects,
    ...(backsUp ? renderSchedules(chart) : []),
    ...(backsUp ? chartSecret(chart, 'backups', 'backup') : []),
  ];
}

/** A release of the chart with the name its objects get. */
export interface ClusterChart {
  readonly release: HelmRelease;
  readonly name: string;
  readonly values: Node;
}

/** The chart's `cluster.fullname` helper. */
function fullName({ values, releaseName }: HelmRelease): string | undefined {
  const override = stringAt(values, 'fullnameOverride');
  if (override.kind === 'written' && override.value !== '') return override.value.slice(0, 63);
  if (override.kind === 'unknown') return undefined;
  const release = known(releaseName);
  if (release === undefined) return undefined;
  const part = known(stringAt(values, 'nameOverride')) || 'cluster';
  return (release.includes(part) ? release : `${release}-${part}`).slice(0, 63).replace(/-$/, '');
}

function renderCluster(
  chart: ClusterChart,
  backup: { readonly inTree: boolean; readonly usesPlugin: boolean },
  bootstrap: Readonly<Record<string, Node | undefined>>,
): MappingNode {
  const { origin } = chart.release;
  const at = (...path: string[]) => nodeAt(chart.values, ['cluster', ...path]);
  return renderObject(chart, 'postgresql.cnpg.io/v1', 'Cluster', chart.name, {
    annotations: at('annotations'),
    spec: mapping(origin, {
      instances: at('instances') ?? scalar(3, origin),
      imageName: at('imageName'),
      storage: mapping(origin, { size: at('storage', 'size') ?? scalar('8Gi', origin) }),
      walStorage:
        known(booleanAt(chart.values, 'cluster', 'walStorage', 'enabled')) === true
          ? mapping(origin, { size: at('walStorage', 'size') ?? scalar('1Gi', origin) })
          : undefined,
      backup: backup.inTree
        ? mapping(nodeAt(chart.values, ['backups'])?.origin ?? origin, {
            target: scalar('prefer-standby', origin),
            retentionPolicy: retention(chart),
            barmanObjectStore: backupStore(chart),
          })
        : undefined,
      plugins: renderPlugins(chart, backup.usesPlugin),
      postgresql: mapping(origin, { parameters: at('postgresql', 'parameters') }),
      ...bootstrap,
    }),
  });
}

/**
 * The plugins of the values, with the barman-cloud plugin as the chart completes it: at work only where backups use it or
 * the values say so, and with the chart's own store unless another is named.
 */
function renderPlugins(chart: ClusterChart, usesPlugin: boolean): Node | undefined {
  const written = itemsAt(chart.values, 'cluster', 'plugins');
  const own = written.find((entry) => known(stringAt(entry, 'name')) === barmanPlugin);
  const others = written.filter((entry) => entry !== own);
  const { origin } = chart.release;
  if (!usesPlugin && !own) return others.length > 0 ? sequence(origin, others) : undefined;
  const at = own?.origin ?? nodeAt(chart.values, ['backups', 'pluginConfiguration'])?.origin ?? origin;
  const parameters = own ? mappingAt(own, 'parameters') : undefined;
  const named = parameters && isWritten(parameters, 'barmanObjectName') ? parameters : undefined;
  const store = mapping(at, { barmanObjectName: scalar(`${chart.name}-backups`, at) });
  const entry = mapping(at, {
    name: scalar(barmanPlugin, at),
    enabled: (own && nodeAt(own, ['enabled'])) ?? scalar(usesPlugin, at),
    isWALArchiver: (own && nodeAt(own, ['isWALArchiver'])) ?? scalar(usesPlugin, at),
    parameters: named ?? (parameters ? mergeValues(parameters, store) : store),
  });
  return sequence(origin, [...others, entry]);
}

function renderObjectStore(chart: ClusterChart): MappingNode {
  const { origin } = chart.release;
  return renderObject(chart, 'barmancloud.cnpg.io/v1', 'ObjectStore', `${chart.name}-backups`, {
    annotations: storeHook(origin),
    spec: mapping(origin, { retentionPolicy: retention(chart), configuration: backupStore(chart) }),
  });
}

/** Helm deletes and makes the store anew with every upgrade, and leaves it behind when the release goes. */
export function storeHook(origin: Origin): MappingNode {
  return mapping(origin, { 'helm.sh/hook': scalar('pre-install,pre-upgrade,pre-rollback', origin) });
}

function retention(chart: ClusterChart): Node {
  return nodeAt(chart.values, ['backups', 'retentionPolicy']) ?? scalar('30d', chart.release.origin);
}

/** Without a list of its own the chart makes one schedule, every midnight, in-tree, whatever the method of the backups. */
function renderSchedules(chart: ClusterChart): MappingNode[] {
  const { origin } = chart.release;
  const written = nodeAt(chart.values, ['backups', 'scheduledBackups']);
  const daily = mapping(origin, {
    name: scalar('daily-backup', origin),
    schedule: scalar('0 0 0 * * *', origin),
    backupOwnerReference: scalar('self', origin),
  });
  const entries = written?.kind === 'sequence' ? written.items : [daily];
  return entries.map((entry) => {
    const name = known(stringAt(entry, 'name'));
    const named = name === undefined ? nodeAt(entry, ['name']) : scalar(`${chart.name}-${name}`, entry.origin);
    const method = nodeAt(entry, ['method']) ?? scalar('barmanObjectStore', entry.origin);
    return renderObject(chart, 'postgresql.cnpg.io/v1', 'ScheduledBackup', named ?? `${chart.name}-`, {
      spec: mapping(entry.origin, {
        immediate: scalar(true, entry.origin),
        schedule: nodeAt(entry, ['schedule']),
        method,
        pluginConfiguration:
          method.kind === 'scalar' && method.value === 'plugin' ? nodeAt(entry, ['pluginConfiguration']) : undefined,
        backupOwnerReference: nodeAt(entry, ['backupOwnerReference']),
        cluster: mapping(entry.origin, { name: scalar(chart.name, entry.origin) }),
      }),
    });
  });
}

/** An object of the chart in the namespace of its release. */
export function renderObject(
  { release }: ClusterChart,
  apiVersion: string,
  kind: string,
  name: string | Node,
  fields: { readonly annotations?: Node | undefined; readonly spec: Node },
): MappingNode {
  const { origin, namespace } = release;
  return mapping(origin, {
    apiVersion: scalar(apiVersion, origin),
    kind: scalar(kind, origin),
    metadata: mapping(origin, {
      name: typeof name === 'string' ? scalar(name, origin) : name,
      namespace: namespace.kind === 'written' ? scalar(namespace.value, namespace.origin) : undefined,
      annotations: fields.annotations,
    }),
    spec: fields.spec,
  });
}

function textAt({ values }: ClusterChart, ...path: string[]): string | undefined {
  return known(stringAt(values, ...path));
}
