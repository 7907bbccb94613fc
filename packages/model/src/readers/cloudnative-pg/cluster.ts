import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { isWritten, itemsAt, numberAt, originAt, stringAt } from '@backlint/source/node-values';
import { mapValue, orDefault, type Value } from '@backlint/source/value';
import type { BackupCapability, Database } from '../../database.ts';
import { partOf } from '../part-of.ts';
import { readPluginEntry } from './plugin-entry.ts';
import { readRole } from './role.ts';

/** A CloudNativePG `Cluster` as a database. */
export function readCluster(object: KubernetesObject): Database {
  const { root, namespace, name } = object;
  const annotation = (key: string) => stringAt(root, 'metadata', 'annotations', key);
  return {
    ...partOf(object),
    engine: 'postgresql',
    managedBy: 'cloudnative-pg',
    namespace,
    name,
    role: readRole(object),
    tier: readTier(object),
    hibernated: mapValue(orDefault(annotation('cnpg.io/hibernation'), 'off'), (text) => text === 'on'),
    skipsWalArchiving: mapValue(orDefault(annotation('cnpg.io/skipWalArchiving'), ''), (text) => text === 'enabled'),
    instances: orDefault(numberAt(root, 'spec', 'instances'), 1),
    backupCapabilities: [...readStoreCapabilities(object), ...readPluginCapabilities(object)],
  };
}

/**
 * Whether a Cluster document lacks `spec.storage`, without which the operator cannot create it: a patch or a test
 * assertion, which means nothing alone.
 */
export function isFragment({ root }: KubernetesObject): boolean {
  return !isWritten(root, 'spec', 'storage');
}

function readTier({ root }: KubernetesObject): Value<string> {
  const label = stringAt(root, 'metadata', 'labels', 'backlint.dev/tier');
  return label.kind === 'absent' ? stringAt(root, 'metadata', 'annotations', 'backlint.dev/tier') : label;
}

function readStoreCapabilities({ root }: KubernetesObject): BackupCapability[] {
  return (['barmanObjectStore', 'volumeSnapshot'] as const)
    .filter((method) => isWritten(root, 'spec', 'backup', method))
    .map((method) => {
      const origin = originAt(root, ['spec', 'backup', method]);
      return { method, enabled: { kind: 'defaulted', value: true, origin }, origin };
    });
}

function readPluginCapabilities({ root }: KubernetesObject): BackupCapability[] {
  return itemsAt(root, 'spec', 'plugins')
    .map(readPluginEntry)
    .map(({ name, enabled, origin }) => ({ method: 'plugin', plugin: name, enabled, origin }));
}
