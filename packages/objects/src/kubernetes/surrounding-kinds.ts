import type { KubernetesObject } from './kubernetes-object.ts';

/** The kinds that watch databases or decide whom they reach, with their API groups. */
const surroundingKindGroups: Readonly<Record<string, readonly string[]>> = {
  PrometheusRule: ['monitoring.coreos.com'],
  VMRule: ['operator.victoriametrics.com'],
  NetworkPolicy: ['networking.k8s.io', 'projectcalico.org', 'crd.projectcalico.org'],
  CiliumNetworkPolicy: ['cilium.io'],
  CiliumClusterwideNetworkPolicy: ['cilium.io'],
  GlobalNetworkPolicy: ['projectcalico.org', 'crd.projectcalico.org'],
  AdminNetworkPolicy: ['policy.networking.k8s.io'],
};

/** The words by which a document of such a kind is recognised. */
export const surroundingWords: readonly string[] = Object.keys(surroundingKindGroups);

/** Whether an object watches databases or decides whom they reach. */
export function isSurrounding({ group, kind }: KubernetesObject): boolean {
  return Object.hasOwn(surroundingKindGroups, kind) && surroundingKindGroups[kind]?.includes(group) === true;
}
