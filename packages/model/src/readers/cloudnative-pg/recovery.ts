import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { booleanAt, isWritten, originAt, stringAt } from '@backlint/source/node-values';
import type { Recovery } from '../../recovery.ts';

/** The restore from which a Cluster begins, made to be spread into its database. */
export function readRecovery({ root }: KubernetesObject): { readonly recovery?: Recovery } {
  const path = ['spec', 'bootstrap', 'recovery'];
  if (!isWritten(root, ...path)) return {};
  const target = (field: string) => stringAt(root, ...path, 'recoveryTarget', field);
  return {
    recovery: {
      backup: stringAt(root, ...path, 'backup', 'name'),
      source: stringAt(root, ...path, 'source'),
      fromSnapshots: isWritten(root, ...path, 'volumeSnapshots'),
      target: {
        time: target('targetTime'),
        lsn: target('targetLSN'),
        name: target('targetName'),
        xid: target('targetXID'),
        immediate: booleanAt(root, ...path, 'recoveryTarget', 'targetImmediate'),
        timeline: target('targetTLI'),
        backupId: target('backupID'),
        origin: originAt(root, [...path, 'recoveryTarget']),
      },
      origin: originAt(root, path),
    },
  };
}
