import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import { type Locality, localityOf } from '../../locality.ts';
import type { PlaceFact } from '../../place-facts.ts';
import type { VolumeBackupTarget } from '../../workload-database.ts';
import { partOf } from '../part-of.ts';

/** Where Longhorn writes backups to; nothing where an object is of another kind. */
export function readLonghornTarget(
  object: KubernetesObject,
  facts: readonly PlaceFact[] | undefined,
): readonly VolumeBackupTarget[] {
  const { group, kind, root, namespace, name } = object;
  if (group !== 'longhorn.io' || kind !== 'BackupTarget') return [];
  const url = stringAt(root, 'spec', 'backupTargetURL');
  return [{ ...partOf(object), namespace, name, url, locality: localityOfTarget(url, facts) }];
}

/** Shares name their server; the endpoint of a bucket is in a Secret. */
function localityOfTarget(url: Value<string>, facts: readonly PlaceFact[] | undefined): Locality {
  const isShare = /^(?:nfs|cifs):\/\//.test(known(url) ?? '');
  if (isShare) return localityOf(url, { kind: 'absent', origin: url.origin }, facts);
  return { kind: 'unknown', why: 'the Secret of the target names the endpoint' };
}
