import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { itemsAt, mappingAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, orDefault, type Value } from '@backlint/source/value';
import type { Database } from '../../database.ts';
import type { Destination } from '../../destination.ts';
import { followName, type Named } from '../../link.ts';
import type { WalArchive } from '../../protection.ts';
import { barmanCloudPlugin } from './groups.ts';
import { type PluginEntry, readPluginEntry } from './plugin-entry.ts';
import { readStore } from './store.ts';

/**
 * The WAL archives a Cluster writes. The in-tree store archives as soon as it is there. The barman plugin archives
 * whenever it is enabled, `isWALArchiver` or not (CloudNativePG 1.30, pkg/management/postgres/archiver); of several
 * entries for it the last one counts.
 */
export function readWalArchives(
  object: KubernetesObject,
  database: Database,
  objectStores: readonly (Destination & Named)[],
): WalArchive[] {
  return [...readInTreeArchive(object, database), ...readPluginArchive(object, database, objectStores)];
}

function readInTreeArchive({ root }: KubernetesObject, database: Database): WalArchive[] {
  const store = mappingAt(root, 'spec', 'backup', 'barmanObjectStore');
  if (!store) return [];
  const origin = originAt(root, ['spec', 'backup', 'barmanObjectStore']);
  const part = {
    address: `${database.address}#backup/barmanObjectStore`,
    title: `the object store of ${database.title}`,
    origin,
  };
  const destination = readStore(part, 'cluster', store, stringAt(root, 'spec', 'backup', 'retentionPolicy'));
  const on: Value<boolean> = { kind: 'defaulted', value: true, origin };
  return [
    {
      address: `${database.address}#wal/barmanObjectStore`,
      title: `the WAL archive of ${database.title}`,
      origin,
      database,
      archiver: 'barmanObjectStore',
      enabled: on,
      declaredArchiver: on,
      destination: { kind: 'resolved', to: destination, origin },
      serverName: orClusterName(stringAt(store, 'serverName'), database),
    },
  ];
}

function readPluginArchive(
  { root }: KubernetesObject,
  database: Database,
  objectStores: readonly (Destination & Named)[],
): WalArchive[] {
  const entry = itemsAt(root, 'spec', 'plugins')
    .map(readPluginEntry)
    .findLast(({ name }) => known(name) === barmanCloudPlugin);
  if (!entry) return [];
  return [
    {
      address: `${database.address}#wal/plugin`,
      title: `the WAL archive of ${database.title}`,
      origin: entry.origin,
      database,
      archiver: 'plugin',
      plugin: entry.name,
      enabled: entry.enabled,
      declaredArchiver: entry.isWalArchiver,
      destination: followName(entry.barmanObjectName, database.namespace, database, objectStores),
      serverName: pluginServerName(entry, database),
    },
  ];
}

/** The plugin's default server name is the cluster that uses it, also for a source it reads from. */
export function pluginServerName({ serverName }: PluginEntry, database: Database): Value<string> {
  return orClusterName(serverName, database);
}

function orClusterName(serverName: Value<string>, { name }: Database): Value<string> {
  if (serverName.kind !== 'absent') return serverName;
  return name.kind === 'written' ? orDefault(serverName, name.value) : name;
}
