import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { nodeAt } from '@backlint/source/node';
import { booleanAt, isWritten, originAt, stringAt } from '@backlint/source/node-values';
import type { BootstrapMethod, ReplicaSettings } from '../../database.ts';

const methods = ['initdb', 'recovery', 'pg_basebackup'] as const;

/** The ways in which a Cluster is told to begin; an unknown one where the files do not decide. */
export function readBootstrapMethods({ root }: KubernetesObject): readonly BootstrapMethod[] {
  const bootstrap = nodeAt(root, ['spec', 'bootstrap']);
  if (bootstrap?.kind === 'unknown') return [{ method: 'unknown', origin: bootstrap.origin }];
  return methods
    .filter((method) => isWritten(root, 'spec', 'bootstrap', method))
    .map((method) => ({
      method,
      origin: originAt(root, ['spec', 'bootstrap', method]),
      ...(isWritten(root, 'spec', 'bootstrap', method, 'import') ? { imports: true } : {}),
    }));
}

/** What makes a Cluster a replica cluster, made to be spread into its database. */
export function readReplica({ root, name }: KubernetesObject): { readonly replica?: ReplicaSettings } {
  if (!isWritten(root, 'spec', 'replica')) return {};
  const self = stringAt(root, 'spec', 'replica', 'self');
  return {
    replica: {
      enabled: booleanAt(root, 'spec', 'replica', 'enabled'),
      primary: stringAt(root, 'spec', 'replica', 'primary'),
      self: self.kind === 'absent' ? name : self,
      origin: originAt(root, ['spec', 'replica']),
    },
  };
}
