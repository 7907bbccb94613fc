import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { nodeAt } from '@backlint/source/node';
import { isWritten } from '@backlint/source/node-values';
import type { Database } from '../../database.ts';
import type { NetworkPolicy, NetworkSurroundings } from '../../network/network-policy.ts';
import { partOf } from '../part-of.ts';
import { ciliumEgress, ciliumRestriction } from './cilium-egress.ts';
import { kubernetesEgress, kubernetesRestriction } from './kubernetes-egress.ts';
import { readSelector } from './pod-selector.ts';

/** The NetworkPolicies of one environment, and those of Cilium, as far as they are about connections that pods open. */
export function readNetworkPolicies(
  objects: readonly KubernetesObject[],
  databases: readonly Database[],
): NetworkPolicy[] {
  if (databases.length === 0) return [];
  const policies = objects.filter(
    ({ group, root }) =>
      group === 'networking.k8s.io' || (group === 'cilium.io' && !isWritten(root, 'spec', 'nodeSelector')),
  );
  const surroundings = { databases, usesCilium: policies.some(({ group }) => group === 'cilium.io') };
  return policies.map((object) => readPolicy(object, surroundings));
}

function readPolicy(object: KubernetesObject, surroundings: NetworkSurroundings): NetworkPolicy {
  const { namespace, name, group, kind, root } = object;
  const isCilium = group === 'cilium.io';
  const selector = readSelector(nodeAt(root, ['spec', isCilium ? 'endpointSelector' : 'podSelector']));
  return {
    ...partOf(object),
    namespace,
    name,
    dialect: isCilium ? 'cilium' : 'kubernetes',
    isClusterWide: kind === 'CiliumClusterwideNetworkPolicy',
    ...(selector === undefined ? {} : { selector }),
    surroundings,
    ...readEgress(object),
  };
}

function readEgress(object: KubernetesObject): Pick<NetworkPolicy, 'restrictsEgress' | 'egress'> {
  const { group, root, origin } = object;
  if (group !== 'cilium.io')
    return { restrictsEgress: kubernetesRestriction(object), egress: kubernetesEgress(object) };
  if (isWritten(root, 'specs') || isWritten(root, 'spec', 'egressDeny')) {
    const restrictsEgress = { kind: 'unknown', why: 'it has several parts', origin } as const;
    return { restrictsEgress, egress: [{ peers: [{ kind: 'unknown' }], ports: 'all', origin }] };
  }
  return { restrictsEgress: ciliumRestriction(object), egress: ciliumEgress(object) };
}
