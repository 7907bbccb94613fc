import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type Node, nodeAt } from '@backlint/source/node';
import { isWritten, itemsAt, mappingAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, orDefault, type Value } from '@backlint/source/value';
import type { Database } from '../../database.ts';
import { followName } from '../../link.ts';
import type { RestorePath } from '../../restore-path.ts';
import { type DatabasesByName, readFollowed } from './followed.ts';
import { barmanCloudPlugin } from './groups.ts';
import { readPluginEntry } from './plugin-entry.ts';
import { readStore, type Stores } from './store.ts';
import { pluginServerName } from './wal-archives.ts';

/** The archives that a Cluster's `externalClusters` let it read: they restore data and back nothing up. */
export function readRestorePaths(
  object: KubernetesObject,
  database: Database,
  named: DatabasesByName,
  objectStores: Stores,
): RestorePath[] {
  return itemsAt(object.root, 'spec', 'externalClusters').flatMap((entry) => {
    const source = stringAt(entry, 'name');
    const label = known(source) ?? 'unnamed';
    const common = {
      address: `${database.address}#externalClusters/${label}`,
      title: `the external cluster ${label} of ${database.title}`,
      origin: entry.origin,
      database,
      source,
      streams: readStreams(entry),
      usedBy: usesOf(object, source),
    };
    const read = readSource(object, entry, common, objectStores);
    return read ? [{ ...common, ...read, follows: readFollowed({ ...common, ...read }, database, named) }] : [];
  });
}

function readSource(
  { root }: KubernetesObject,
  entry: Node,
  { title, address, database, source }: Pick<RestorePath, 'title' | 'address' | 'database' | 'source'>,
  objectStores: Stores,
): Pick<RestorePath, 'plugin' | 'objectStore' | 'destination' | 'serverName'> | undefined {
  const store = mappingAt(entry, 'barmanObjectStore');
  if (store) {
    const origin = originAt(entry, ['barmanObjectStore']);
    const retention: Value<string> = { kind: 'absent', origin };
    const to = readStore({ address: `${address}/store`, title, origin }, 'external-cluster', store, {
      retention,
      container: nodeAt(root, ['spec']) ?? root,
      facts: objectStores.facts,
    });
    const serverName = stringAt(store, 'serverName');
    const name = known(source);
    return {
      destination: { kind: 'resolved', to, origin },
      serverName: name === undefined ? serverName : orDefault(serverName, name),
    };
  }
  if (!isWritten(entry, 'plugin')) return undefined;
  const plugin = readPluginEntry(nodeAt(entry, ['plugin']) ?? entry);
  if (known(plugin.name) !== barmanCloudPlugin) {
    const why = `backlint does not know what ${known(plugin.name) ?? 'this plugin'} reads`;
    const { origin } = plugin;
    return {
      plugin: plugin.name,
      destination: { kind: 'unknown', why, origin },
      serverName: { kind: 'unknown', why, origin },
    };
  }
  return {
    plugin: plugin.name,
    objectStore: plugin.barmanObjectName,
    destination: followName(plugin.barmanObjectName, database.namespace, database, objectStores),
    serverName: pluginServerName(plugin, database),
  };
}

function readStreams(entry: Node): Value<boolean> {
  const found = nodeAt(entry, ['connectionParameters']);
  const origin = originAt(entry, ['connectionParameters']);
  if (found?.kind === 'unknown') return { kind: 'unknown', why: found.why, origin };
  return { kind: 'defaulted', value: isWritten(entry, 'connectionParameters'), origin };
}

function usesOf({ root }: KubernetesObject, source: Value<string>): RestorePath['usedBy'] {
  const places = [
    { as: 'bootstrap', path: ['spec', 'bootstrap', 'recovery', 'source'] },
    { as: 'replica', path: ['spec', 'replica', 'source'] },
  ] as const;
  return places.flatMap(({ as, path }) => {
    const used = stringAt(root, ...path);
    return used.kind === 'written' && used.value === known(source) ? [{ as, origin: used.origin }] : [];
  });
}
