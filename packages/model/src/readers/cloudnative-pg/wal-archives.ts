import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { nodeAt } from '@backlint/source/node';
import { originAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known, type Link, orDefault, type Value } from '@backlint/source/value';
import type { Database } from '../../database.ts';
import type { Destination } from '../../destination.ts';
import { followName } from '../../link.ts';
import type { WalArchive } from '../../protection.ts';
import { barmanCloudPlugin } from './groups.ts';
import { type PluginEntry, readPluginEntries } from './plugin-entry.ts';
import { readStore, type Stores } from './store.ts';

/**
 * The WAL archives a Cluster writes. The in-tree store archives as soon as it is there. The barman plugin archives
 * whenever it is enabled, `isWALArchiver` or not (CloudNativePG 1.30, pkg/management/postgres/archiver); of several
 * entries for it the last one counts. What other plugins archive, and where to, is not known.
 */
export function readWalArchives(object: KubernetesObject, database: Database, objectStores: Stores): WalArchive[] {
  const entries = readPluginEntries(object);
  const barman = entries.findLast(isBarman);
  return [
    ...readInTreeArchive(object, database, objectStores),
    ...entries
      .filter((entry) => entry === barman || !isBarman(entry))
      .map((entry) =>
        entry === barman ? barmanArchive(entry, database, objectStores) : otherArchive(entry, database),
      ),
  ];
}

function readInTreeArchive({ root }: KubernetesObject, database: Database, objectStores: Stores): WalArchive[] {
  const path = ['spec', 'backup', 'barmanObjectStore'];
  const store = nodeAt(root, path);
  if (store?.kind !== 'mapping' && store?.kind !== 'unknown') return [];
  const origin = originAt(root, path);
  const common = {
    ...archivePart(database, 'barmanObjectStore', origin),
    database,
    archiver: 'barmanObjectStore',
  } as const;
  const serverName = orClusterName(stringAt(store, 'serverName'), database);
  if (store.kind === 'unknown') {
    const { why } = store;
    const unknown = { kind: 'unknown', why, origin } as const;
    return [{ ...common, enabled: unknown, declaredArchiver: unknown, destination: unknown, serverName }];
  }
  const part = {
    address: `${database.address}#backup/barmanObjectStore`,
    title: `the object store of ${database.title}`,
    origin,
  };
  const to = readStore(part, 'cluster', store, {
    retention: stringAt(root, 'spec', 'backup', 'retentionPolicy'),
    container: nodeAt(root, ['spec']) ?? root,
    facts: objectStores.facts,
  });
  const on: Value<boolean> = { kind: 'defaulted', value: true, origin };
  return [{ ...common, enabled: on, declaredArchiver: on, destination: { kind: 'resolved', to, origin }, serverName }];
}

function barmanArchive(entry: PluginEntry, database: Database, objectStores: Stores): WalArchive {
  return {
    ...archivePart(database, barmanCloudPlugin, entry.origin),
    database,
    archiver: 'plugin',
    plugin: entry.name,
    enabled: entry.enabled,
    declaredArchiver: entry.isWalArchiver,
    destination: followName(entry.barmanObjectName, database.namespace, database, objectStores),
    serverName: pluginServerName(entry, database),
  };
}

function otherArchive(entry: PluginEntry, database: Database): WalArchive {
  const { origin } = entry;
  const plugin = known(entry.name) ?? 'a plugin';
  const may: Value<boolean> = { kind: 'unknown', why: `backlint does not know whether ${plugin} archives WAL`, origin };
  const where: Link<Destination> = { kind: 'unknown', why: `backlint does not know where ${plugin} keeps WAL`, origin };
  const archives = known(entry.enabled) === false || known(entry.isWalArchiver) === true;
  return {
    ...archivePart(database, plugin, origin),
    database,
    archiver: 'plugin',
    plugin: entry.name,
    enabled: archives ? entry.enabled : may,
    declaredArchiver: entry.isWalArchiver,
    destination: where,
    serverName: { kind: 'unknown', why: where.why, origin },
  };
}

function isBarman({ name }: PluginEntry): boolean {
  return known(name) === barmanCloudPlugin;
}

function archivePart(
  database: Database,
  archiver: string,
  origin: Origin,
): Pick<WalArchive, 'address' | 'title' | 'origin'> {
  return { address: `${database.address}#wal/${archiver}`, title: `the WAL archive of ${database.title}`, origin };
}

/** The plugin's default server name is the cluster that uses it, also for a source it reads from. */
export function pluginServerName({ serverName }: PluginEntry, database: Database): Value<string> {
  return orClusterName(serverName, database);
}

function orClusterName(serverName: Value<string>, { name }: Database): Value<string> {
  if (serverName.kind !== 'absent') return serverName;
  return name.kind === 'written' ? orDefault(serverName, name.value) : name;
}
