import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { nodeAt } from '@backlint/source/node';
import { isWritten } from '@backlint/source/node-values';
import type { Database } from '../../database.ts';
import type { NetworkPolicy, NetworkSurroundings } from '../../network/network-policy.ts';
import { partOf } from '../part-of.ts';
import { ciliumEgress, ciliumRestriction } from './cilium-egress.ts';
import { kubernetesEgress, kubernetesRestriction } from './kubernetes-egress.ts';
import { readSelector } from './pod-selector.ts';

const dialects: ReadonlyMap<string, NetworkPolicy['dialect']> = new Map([
  ['networking.k8s.io', 'kubernetes'],
  ['cilium.io', 'cilium'],
  ['projectcalico.org', 'other'],
  ['crd.projectcalico.org', 'other'],
  ['policy.networking.k8s.io', 'other'],
]);

/** The network policies of one environment, as far as they are about connections that pods open. */
export function readNetworkPolicies(
  objects: readonly KubernetesObject[],
  databases: readonly Database[],
): NetworkPolicy[] {
  if (databases.length === 0) return [];
  const policies = objects.filter(
    ({ group, root }) => dialects.has(group) && !(group === 'cilium.io' && isWritten(root, 'spec', 'nodeSelector')),
  );
  const surroundings = { databases, usesCilium: policies.some(({ group }) => group === 'cilium.io') };
  return policies.map((object) => readPolicy(object, surroundings));
}

function readPolicy(object: KubernetesObject, surroundings: NetworkSurroundings): NetworkPolicy {
  const { namespace, name, group, kind, root } = object;
  const dialect = dialects.get(group) ?? 'other';
  const selector = readSelector(nodeAt(root, ['spec', dialect === 'cilium' ? 'endpointSelector' : 'podSelector']));
  return {
    ...partOf(object),
    namespace,
    name,
    dialect,
    isClusterWide: kind !== 'NetworkPolicy' && kind !== 'CiliumNetworkPolicy',
    ...(selector === undefined || dialect === 'other' ? {} : { selector }),
    surroundings,
    ...readEgress(object, dialect),
  };
}

function readEgress(
  object: KubernetesObject,
  dialect: NetworkPolicy['dialect'],
): Pick<NetworkPolicy, 'restrictsEgress' | 'egress'> {
  const { root, origin } = object;
  if (dialect === 'kubernetes')
    return { restrictsEgress: kubernetesRestriction(object), egress: kubernetesEgress(object) };
  if (dialect === 'other' || isWritten(root, 'specs') || isWritten(root, 'spec', 'egressDeny')) {
    const restrictsEgress = { kind: 'unknown', why: 'it may overrule others', origin } as const;
    return { restrictsEgress, egress: [{ peers: [{ kind: 'unknown' }], ports: 'all', origin }] };
  }
  return { restrictsEgress: ciliumRestriction(object), egress: ciliumEgress(object) };
}
