import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type Node, nodeAt } from '@backlint/source/node';
import { booleanAt, mappingAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { orDefault, type Value } from '@backlint/source/value';

/** A plugin as `Cluster.spec.plugins[]` and `externalClusters[].plugin` list it. */
export interface PluginEntry {
  readonly name: Value<string>;
  readonly enabled: Value<boolean>;
  readonly isWalArchiver: Value<boolean>;
  /** The ObjectStore the barman plugin reads and writes. */
  readonly barmanObjectName: Value<string>;
  readonly serverName: Value<string>;
  /** The parameters that are written, read by the plugin or not. */
  readonly parameters: readonly { readonly name: string; readonly origin: Origin }[];
  readonly origin: Origin;
}

/** The plugins of a Cluster. A list that the files do not decide is one entry of which nothing is known. */
export function readPluginEntries({ root }: KubernetesObject): readonly PluginEntry[] {
  const list = nodeAt(root, ['spec', 'plugins']);
  if (list?.kind === 'unknown') return [readPluginEntry(list)];
  return list?.kind === 'sequence' ? list.items.map(readPluginEntry) : [];
}

/** Reads one plugin entry with the CRD's defaults. */
export function readPluginEntry(node: Node): PluginEntry {
  const parameters = mappingAt(node, 'parameters')?.entries ?? [];
  return {
    name: stringAt(node, 'name'),
    enabled: orDefault(booleanAt(node, 'enabled'), true),
    isWalArchiver: orDefault(booleanAt(node, 'isWALArchiver'), false),
    barmanObjectName: stringAt(node, 'parameters', 'barmanObjectName'),
    serverName: stringAt(node, 'parameters', 'serverName'),
    parameters: Array.from(parameters, ([name, { key }]) => ({ name, origin: key })),
    origin: node.origin,
  };
}
