import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Node } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, orDefault, type Value } from '@backlint/source/value';
import type { VolumeBackup } from '../../workload-database.ts';
import { partOf } from '../part-of.ts';

/** What an object says of copies of volumes: nothing where it is of another kind, or copies no data. */
export function readVolumeBackup(object: KubernetesObject): readonly VolumeBackup[] {
  const { group, kind } = object;
  if (group === 'volsync.backube' && kind === 'ReplicationSource') return [readReplicationSource(object)];
  if (group === 'velero.io' && kind === 'Schedule') return readVeleroSchedule(object);
  if (group === 'k8up.io' && kind === 'Schedule') return readK8upSchedule(object);
  if (group === 'longhorn.io' && kind === 'RecurringJob') return readRecurringJob(object);
  if (group === 'kopiur.home-operations.com' && kind === 'SnapshotPolicy') return readKopiurPolicy(object);
  if (group === 'snapscheduler.backube' && kind === 'SnapshotSchedule') return [readSnapshotSchedule(object)];
  return [];
}

function readReplicationSource(object: KubernetesObject): VolumeBackup {
  const { root } = object;
  return {
    ...base(object, 'VolSync'),
    claim: stringAt(root, 'spec', 'sourcePVC'),
    suspended: paused(root, 'spec', 'paused'),
  };
}

/** Velero copies what is on volumes by snapshots or with its node agent; each can be switched off. */
function readVeleroSchedule(object: KubernetesObject): readonly VolumeBackup[] {
  const { root } = object;
  const at = (field: string) => ['spec', 'template', field];
  const copiesFiles = known(booleanAt(root, ...at('defaultVolumesToFsBackup'))) === true;
  if (known(booleanAt(root, ...at('snapshotVolumes'))) === false && !copiesFiles) return [];
  const narrows = ['labelSelector', 'orLabelSelectors', 'excludedNamespaces', 'excludedResources', 'includedResources'];
  const narrow = narrows.find((field) => isWritten(root, ...at(field)));
  return [
    {
      ...base(object, 'Velero'),
      namespaces: namesAt(root, at('includedNamespaces')),
      suspended: paused(root, 'spec', 'paused'),
      ...(narrow === undefined ? {} : { selects: `its ${narrow} decides` }),
    },
  ];
}

function readK8upSchedule(object: KubernetesObject): readonly VolumeBackup[] {
  if (!isWritten(object.root, 'spec', 'backup')) return [];
  return [{ ...base(object, 'K8up'), ...ownNamespace(object) }];
}

/** A job of the group `default` takes every volume of Longhorn that no label gives to another job. */
function readRecurringJob(object: KubernetesObject): readonly VolumeBackup[] {
  const { root } = object;
  const task = known(stringAt(root, 'spec', 'task')) ?? '';
  const groups = itemsAt(root, 'spec', 'groups');
  const isDefault = groups.some((group) => group.kind !== 'scalar' || group.value === 'default');
  if (!task.startsWith('backup') || !isDefault) return [];
  return [{ ...base(object, 'Longhorn'), selects: 'whether Longhorn provides the volume decides' }];
}

function readKopiurPolicy(object: KubernetesObject): readonly VolumeBackup[] {
  const claims = itemsAt(object.root, 'spec', 'sources').map((source) => stringAt(source, 'pvc', 'name'));
  return claims.map((claim) => ({ ...base(object, 'Kopiur'), claim }));
}

/** Snapshots of the claims of its own namespace that have its labels; without a selector, of all of them. */
function readSnapshotSchedule(object: KubernetesObject): VolumeBackup {
  const { root } = object;
  return {
    ...base(object, 'SnapScheduler'),
    ...ownNamespace(object),
    suspended: paused(root, 'spec', 'disabled'),
    ...(isWritten(root, 'spec', 'claimSelector', 'matchLabels') ? { selects: 'its claimSelector decides' } : {}),
  };
}

function ownNamespace({ namespace, origin }: KubernetesObject): Pick<VolumeBackup, 'namespaces'> {
  const home = known(namespace);
  return {
    namespaces:
      home === undefined
        ? { kind: 'unknown', why: 'its namespace is not known', origin }
        : { kind: 'written', value: [home], origin },
  };
}

function base(object: KubernetesObject, tool: VolumeBackup['tool']): VolumeBackup {
  const { namespace, name, origin } = object;
  return {
    ...partOf(object),
    tool,
    namespace,
    name,
    claim: { kind: 'absent', origin },
    namespaces: { kind: 'absent', origin },
    suspended: { kind: 'defaulted', value: false, origin },
  };
}

function paused(root: Node, ...path: readonly string[]): Value<boolean> {
  return orDefault(booleanAt(root, ...path), false);
}

function namesAt(root: Node, path: readonly string[]): Value<readonly string[]> {
  const origin = originAt(root, path);
  const items = itemsAt(root, ...path);
  if (!isWritten(root, ...path)) return { kind: 'absent', origin };
  const names = items.map((item) => (item.kind === 'scalar' ? String(item.value) : undefined));
  const certain = names.filter((name) => name !== undefined);
  if (items.length === 0 || certain.length < names.length)
    return { kind: 'unknown', why: 'part of the list is not known', origin };
  return certain.includes('*') ? { kind: 'absent', origin } : { kind: 'written', value: certain, origin };
}
