import type { KubernetesObject } from './kubernetes-object.ts';

/** The kinds that watch databases or decide whom they reach, with their API groups. */
const surroundingKindGroups: Readonly<Record<string, string>> = {
  PrometheusRule: 'monitoring.coreos.com',
  VMRule: 'operator.victoriametrics.com',
  NetworkPolicy: 'networking.k8s.io',
  CiliumNetworkPolicy: 'cilium.io',
  CiliumClusterwideNetworkPolicy: 'cilium.io',
};

/** The words by which a document of such a kind is recognised. */
export const surroundingWords: readonly string[] = Object.keys(surroundingKindGroups);

/** Whether an object watches databases or decides whom they reach. */
export function isSurrounding({ group, kind }: KubernetesObject): boolean {
  return Object.hasOwn(surroundingKindGroups, kind) && surroundingKindGroups[kind] === group;
}
