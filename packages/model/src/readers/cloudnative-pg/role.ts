import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { booleanAt, isWritten, originAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { Role } from '../../database.ts';

const drillName = /(^|-)(restore|restored|restore-test|drill|verify)(-|$)/;

/**
 * What a Cluster is for. A standby is what the operator itself takes for a replica cluster (`IsReplica` in
 * api/v1/cluster_funcs.go, v1.30): no `spec.replica` means primary, `enabled` decides where it is set, and otherwise
 * `primary` names somebody else. A drill recovers from another archive, keeps no backups of its own and says so in its name.
 */
export function readRole(object: KubernetesObject): Role {
  const { root, name, origin } = object;
  if (name.kind !== 'written') return { kind: 'template', why: 'its name comes from a template', origin };
  if (isWritten(root, 'spec', 'replica')) return readReplicaRole(object, name.value);
  const recovers = isWritten(root, 'spec', 'bootstrap', 'recovery');
  const backsUp = isWritten(root, 'spec', 'backup') || isWritten(root, 'spec', 'plugins');
  if (recovers && !backsUp && drillName.test(name.value)) {
    return {
      kind: 'drill',
      why: 'it is restored from another archive and keeps none of its own',
      origin: originAt(root, ['spec', 'bootstrap', 'recovery']),
    };
  }
  return { kind: 'primary', why: 'it follows no other cluster', origin };
}

function readReplicaRole({ root }: KubernetesObject, name: string): Role {
  const origin = originAt(root, ['spec', 'replica']);
  const enabled = booleanAt(root, 'spec', 'replica', 'enabled');
  if (enabled.kind === 'unknown')
    return { kind: 'unknown', why: `replica.enabled is not known: ${enabled.why}`, origin };
  if (enabled.kind !== 'absent') {
    return enabled.value
      ? { kind: 'standby', why: 'replica.enabled is true', origin }
      : { kind: 'primary', why: 'replica.enabled is false', origin };
  }
  const self = known(stringAt(root, 'spec', 'replica', 'self')) ?? name;
  const primary = stringAt(root, 'spec', 'replica', 'primary');
  if (primary.kind === 'unknown')
    return { kind: 'unknown', why: `replica.primary is not known: ${primary.why}`, origin };
  return known(primary) === self
    ? { kind: 'primary', why: `replica.primary names ${self} itself`, origin }
    : { kind: 'standby', why: 'replica.primary names another cluster', origin };
}
