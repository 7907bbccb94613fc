import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { nodeAt } from '@backlint/source/node';
import { booleanAt, isWritten, mappingAt, numberAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, mapValue, orDefault, type Value } from '@backlint/source/value';
import type { BackupCapability, Database, DatabasePlugin } from '../../database.ts';
import type { Part } from '../../part.ts';
import type { Tenancy } from '../../tenancy.ts';
import { partOf } from '../part-of.ts';
import { readBootstrapMethods, readReplica } from './bootstrap.ts';
import { readExternalClusters, readExternalReferences } from './external-clusters.ts';
import { readMajor } from './major.ts';
import { oneOf } from './one-of.ts';
import { readPluginEntries } from './plugin-entry.ts';
import { readRecovery } from './recovery.ts';
import { readRole } from './role.ts';
import { readTenant } from './tenant.ts';

/** A CloudNativePG `Cluster` as a database. */
export function readCluster(object: KubernetesObject, tenancy: Tenancy = {}): Database {
  const { root, namespace, name } = object;
  const part = partOf(object);
  const annotation = (key: string, on: string) =>
    mapValue(orDefault(stringAt(root, 'metadata', 'annotations', key), ''), (text) => text === on);
  return {
    ...part,
    engine: 'postgresql',
    managedBy: 'cloudnative-pg',
    namespace,
    name,
    role: readRole(object),
    tier: readTier(object),
    tenant: readTenant(object, tenancy),
    hibernated: annotation('cnpg.io/hibernation', 'on'),
    skipsWalArchiving: annotation('cnpg.io/skipWalArchiving', 'enabled'),
    skipsEmptyArchiveCheck: annotation('cnpg.io/skipEmptyWalArchiveCheck', 'enabled'),
    validation: orDefault(stringAt(root, 'metadata', 'annotations', 'cnpg.io/validation'), 'enabled'),
    reconciliation: orDefault(stringAt(root, 'metadata', 'annotations', 'cnpg.io/reconciliationLoop'), 'enabled'),
    instances: orDefault(numberAt(root, 'spec', 'instances'), 1),
    instancesApart: readInstancesApart(object),
    synchronous: readSynchronous(object),
    storage: { data: readSize(object, 'storage'), wal: readSize(object, 'walStorage') },
    major: readMajor(object),
    archiveTimeout: stringAt(root, 'spec', 'postgresql', 'parameters', 'archive_timeout'),
    timeZone: stringAt(root, 'spec', 'postgresql', 'parameters', 'timezone'),
    inheritedLabels: readInheritedLabels(object),
    bootstrapMethods: readBootstrapMethods(object),
    ...readReplica(object),
    backupTarget: orDefault(stringAt(root, 'spec', 'backup', 'target'), 'prefer-standby'),
    ...readRecovery(object),
    externalClusters: readExternalClusters(object),
    externalReferences: readExternalReferences(object),
    backupCapabilities: [...readStoreCapabilities(object), ...readPluginCapabilities(object)],
    plugins: readPlugins(object, part),
  };
}

/** The defaults are those of the CRD (v1.30): the operator prefers other nodes, and takes the same one where it must. */
function readInstancesApart({ root }: KubernetesObject): Value<boolean> {
  const enabled = orDefault(booleanAt(root, 'spec', 'affinity', 'enablePodAntiAffinity'), true);
  if (known(enabled) !== true) return enabled;
  const type = orDefault(stringAt(root, 'spec', 'affinity', 'podAntiAffinityType'), 'preferred');
  return mapValue(type, (text) => text === 'required');
}

function readSynchronous({ root }: KubernetesObject): Value<boolean> {
  const synchronous = ['spec', 'postgresql', 'synchronous'] as const;
  const number = orDefault(numberAt(root, ...synchronous, 'number'), 0);
  const durability = orDefault(stringAt(root, ...synchronous, 'dataDurability'), 'required');
  return known(number) === 0 || number.kind === 'unknown'
    ? mapValue(number, () => false)
    : mapValue(durability, (text) => text === 'required');
}

function readInheritedLabels({ root }: KubernetesObject): Database['inheritedLabels'] {
  const labels = mappingAt(root, 'spec', 'inheritedMetadata', 'labels');
  return [...(labels?.entries.keys() ?? [])].map((key) => ({ key, value: stringAt(labels ?? root, key) }));
}

function readTier({ root }: KubernetesObject): Value<string> {
  const label = stringAt(root, 'metadata', 'labels', 'backlint.dev/tier');
  return label.kind === 'absent' ? stringAt(root, 'metadata', 'annotations', 'backlint.dev/tier') : label;
}

/** A size beside a template for the volume wins over the template's. */
function readSize({ root }: KubernetesObject, volume: 'storage' | 'walStorage'): Value<string> {
  const size = stringAt(root, 'spec', volume, 'size');
  if (size.kind !== 'absent') return size;
  const request = stringAt(root, 'spec', volume, 'pvcTemplate', 'resources', 'requests', 'storage');
  return request.kind === 'absent' ? size : request;
}

function readStoreCapabilities(object: KubernetesObject): BackupCapability[] {
  const { root } = object;
  return (['barmanObjectStore', 'volumeSnapshot'] as const)
    .filter((method) => isWritten(root, 'spec', 'backup', method))
    .map((method) => {
      const path = ['spec', 'backup', method];
      const origin = originAt(root, path);
      const node = nodeAt(root, path);
      return {
        method,
        enabled:
          node?.kind === 'unknown'
            ? { kind: 'unknown', why: node.why, origin }
            : { kind: 'defaulted', value: true, origin },
        ...(method === 'volumeSnapshot' ? { snapshots: readSnapshotSettings(object) } : {}),
        origin,
      };
    });
}

/** The defaults are those of the CRD (v1.30). */
function readSnapshotSettings({ root }: KubernetesObject): NonNullable<BackupCapability['snapshots']> {
  const path = ['spec', 'backup', 'volumeSnapshot'];
  const owner = orDefault(stringAt(root, ...path, 'snapshotOwnerReference'), 'none');
  return {
    online: orDefault(booleanAt(root, ...path, 'online'), true),
    owner: oneOf(owner, ['none', 'cluster', 'backup']),
  };
}

function readPluginCapabilities(object: KubernetesObject): BackupCapability[] {
  return readPluginEntries(object).map(({ name, enabled, origin }) => ({
    method: 'plugin',
    plugin: name,
    enabled,
    origin,
  }));
}

function readPlugins(object: KubernetesObject, database: Part): DatabasePlugin[] {
  return readPluginEntries(object).map((entry, index) => ({
    address: `${database.address}#plugins/${known(entry.name) ?? index}`,
    title: `the plugin ${known(entry.name) ?? ''} of ${database.title}`.replace('  ', ' '),
    origin: entry.origin,
    name: entry.name,
    enabled: entry.enabled,
    declaredArchiver: entry.isWalArchiver,
    objectStore: entry.barmanObjectName,
    parameters: entry.parameters,
  }));
}
