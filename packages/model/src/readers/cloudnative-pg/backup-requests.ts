import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { booleanAt, originAt, stringAt } from '@backlint/source/node-values';
import { orDefault } from '@backlint/source/value';
import type { BackupMethod, Database } from '../../database.ts';
import { type Candidates, followName } from '../../link.ts';
import type { BackupRequest, BaseBackupSchedule, LeftOutSchedule } from '../../protection.ts';
import { partOf } from '../part-of.ts';
import { cloudNativePgGroup } from './groups.ts';
import { oneOf } from './one-of.ts';

const methods: readonly BackupMethod[] = ['barmanObjectStore', 'volumeSnapshot', 'plugin'];
const owners = ['none', 'self', 'cluster'] as const;

/** A CloudNativePG `Backup`, with the defaults of its CRD (v1.30) filled in. */
export function readBackup(object: KubernetesObject, databases: Candidates<Database>): BackupRequest {
  const { root, namespace, name } = object;
  const part = partOf(object);
  const databaseName = stringAt(root, 'spec', 'cluster', 'name');
  return {
    ...part,
    namespace,
    name,
    database: followName(databaseName, namespace, part, databases),
    databaseName,
    method: oneOf(orDefault(stringAt(root, 'spec', 'method'), 'barmanObjectStore'), methods),
    plugin: stringAt(root, 'spec', 'pluginConfiguration', 'name'),
    online: booleanAt(root, 'spec', 'online'),
    target: stringAt(root, 'spec', 'target'),
    snapshotDeadline: stringAt(root, 'metadata', 'annotations', 'cnpg.io/volumeSnapshotDeadline'),
  };
}

/** A CloudNativePG `ScheduledBackup`: what its Backups will say, and when they are created, by the operator's clock. */
export function readScheduledBackup(
  object: KubernetesObject,
  databases: Candidates<Database>,
  operatorTimeZone?: string,
): BaseBackupSchedule {
  const { root } = object;
  const origin = originAt(root, ['spec', 'schedule']);
  return {
    ...readBackup(object, databases),
    schedule: {
      dialect: 'cnpg',
      expression: stringAt(root, 'spec', 'schedule'),
      timeZone:
        operatorTimeZone === undefined
          ? { kind: 'absent', origin }
          : { kind: 'defaulted', value: operatorTimeZone, origin },
    },
    suspended: orDefault(booleanAt(root, 'spec', 'suspend'), false),
    immediate: orDefault(booleanAt(root, 'spec', 'immediate'), false),
    ownerReference: oneOf(orDefault(stringAt(root, 'spec', 'backupOwnerReference'), 'none'), owners),
  };
}

/** A schedule whose file nothing deploys; no other object is read from there. */
export function readLeftOutSchedule(object: KubernetesObject): readonly LeftOutSchedule[] {
  const { root, group, kind, namespace, name } = object;
  if (group !== cloudNativePgGroup || kind !== 'ScheduledBackup') return [];
  return [{ ...partOf(object), namespace, name, databaseName: stringAt(root, 'spec', 'cluster', 'name') }];
}
