import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { booleanAt, originAt, stringAt } from '@backlint/source/node-values';
import { orDefault, type Value } from '@backlint/source/value';
import type { BackupMethod, Database } from '../../database.ts';
import { followName } from '../../link.ts';
import type { BaseBackupSchedule } from '../../protection.ts';
import { partOf } from '../part-of.ts';

const methods: readonly BackupMethod[] = ['barmanObjectStore', 'volumeSnapshot', 'plugin'];
const owners = ['none', 'self', 'cluster'] as const;

/** A CloudNativePG `ScheduledBackup`, with the defaults of its CRD (v1.30) filled in. */
export function readScheduledBackup(object: KubernetesObject, databases: readonly Database[]): BaseBackupSchedule {
  const { root, namespace, name } = object;
  const part = partOf(object);
  const databaseName = stringAt(root, 'spec', 'cluster', 'name');
  return {
    ...part,
    namespace,
    name,
    database: followName(databaseName, namespace, part, databases),
    databaseName,
    schedule: {
      dialect: 'cnpg',
      expression: stringAt(root, 'spec', 'schedule'),
      timeZone: { kind: 'absent', origin: originAt(root, ['spec', 'schedule']) },
    },
    suspended: orDefault(booleanAt(root, 'spec', 'suspend'), false),
    immediate: orDefault(booleanAt(root, 'spec', 'immediate'), false),
    method: oneOf(orDefault(stringAt(root, 'spec', 'method'), 'barmanObjectStore'), methods),
    plugin: stringAt(root, 'spec', 'pluginConfiguration', 'name'),
    ownerReference: oneOf(orDefault(stringAt(root, 'spec', 'backupOwnerReference'), 'none'), owners),
  };
}

/** A value outside the enumeration is the schema's matter; for every other rule it is not known. */
function oneOf<T extends string>(value: Value<string>, allowed: readonly T[]): Value<T> {
  if (value.kind === 'absent' || value.kind === 'unknown') return value;
  const found = allowed.find((option) => option === value.value);
  if (found) return { ...value, value: found };
  return { kind: 'unknown', why: `it is none of ${allowed.join(', ')}`, origin: value.origin };
}
