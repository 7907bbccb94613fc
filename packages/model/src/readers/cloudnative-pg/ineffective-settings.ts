import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { isWritten, originAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { IneffectiveSetting } from '../../ineffective-setting.ts';
import type { Part } from '../../part.ts';
import { partOf } from '../part-of.ts';
import { barmanCloudPlugin } from './groups.ts';

/**
 * `spec.backup.retentionPolicy` acts on the in-tree store only (CloudNativePG 1.30, getRetentionPolicyWarnings): beside
 * the plugin, or beside nothing, it deletes nothing.
 */
export function readIneffectiveRetention(cluster: KubernetesObject): IneffectiveSetting[] {
  const { root } = cluster;
  const value = stringAt(root, 'spec', 'backup', 'retentionPolicy');
  if (value.kind === 'absent' || isWritten(root, 'spec', 'backup', 'barmanObjectStore')) return [];
  return [
    setting(cluster, 'retention', ['spec', 'backup', 'retentionPolicy'], value, {
      why: 'a Cluster has a retention policy of its own only for the in-tree barmanObjectStore',
      remedy: 'spec.retentionPolicy of the ObjectStore',
    }),
  ];
}

/** The barman plugin reads its parameters from the Cluster only, so those of a ScheduledBackup or Backup are ignored. */
export function readIneffectiveParameters(schedule: KubernetesObject): IneffectiveSetting[] {
  const { root } = schedule;
  const plugin = known(stringAt(root, 'spec', 'pluginConfiguration', 'name'));
  if (plugin !== barmanCloudPlugin || !isWritten(root, 'spec', 'pluginConfiguration', 'parameters')) return [];
  const path = ['spec', 'pluginConfiguration', 'parameters'];
  return [
    setting(
      schedule,
      'plugin-parameters',
      path,
      { kind: 'absent', origin: originAt(root, path) },
      {
        why: 'the barman-cloud plugin takes its parameters from the Cluster',
        remedy: 'spec.plugins[].parameters of the Cluster',
      },
    ),
  ];
}

/** The key that the documentation of CloudNativePG 1.30 gives for the deadline of volume snapshots is not the one it reads. */
export function readIneffectiveDeadline(object: KubernetesObject): IneffectiveSetting[] {
  const path = ['metadata', 'annotations', 'backup.cnpg.io/volumeSnapshotDeadline'];
  if (!isWritten(object.root, ...path)) return [];
  const key = { kind: 'written', value: path[2] ?? '', origin: originAt(object.root, path) } as const;
  return [
    setting(object, 'snapshot-deadline', path, key, {
      why: 'the operator looks for cnpg.io/volumeSnapshotDeadline',
      remedy: 'the annotation cnpg.io/volumeSnapshotDeadline',
    }),
  ];
}

function setting(
  object: KubernetesObject,
  kind: IneffectiveSetting['setting'],
  path: readonly string[],
  value: IneffectiveSetting['value'],
  { why, remedy }: { readonly why: string; readonly remedy: string },
): IneffectiveSetting {
  const about: Part = partOf(object);
  return {
    address: `${about.address}#${path.join('.')}`,
    title: `${path.join('.')} of ${about.title}`,
    origin: originAt(object.root, path),
    setting: kind,
    about,
    value,
    why,
    remedy,
  };
}
