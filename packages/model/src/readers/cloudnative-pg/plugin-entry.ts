import type { Node } from '@backlint/source/node';
import { booleanAt, stringAt } from '@backlint/source/node-values';
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
  readonly origin: Origin;
}

/** Reads one plugin entry with the CRD's defaults. */
export function readPluginEntry(node: Node): PluginEntry {
  return {
    name: stringAt(node, 'name'),
    enabled: orDefault(booleanAt(node, 'enabled'), true),
    isWalArchiver: orDefault(booleanAt(node, 'isWALArchiver'), false),
    barmanObjectName: stringAt(node, 'parameters', 'barmanObjectName'),
    serverName: stringAt(node, 'parameters', 'serverName'),
    origin: node.origin,
  };
}
