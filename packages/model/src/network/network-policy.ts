import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Database } from '../database.ts';
import type { Named } from '../link.ts';

/** What decides which connections some pods may open. Several that select one pod allow what any of them allows. */
export interface NetworkPolicy extends Named {
  /** `other`: Calico's and those of administrators, which may overrule these; what they allow is not known. */
  readonly dialect: 'kubernetes' | 'cilium' | 'other';
  /** Whether it is about all namespaces, not about its own alone. */
  readonly isClusterWide: boolean;
  /** The conditions on the labels of the pods it is about; none for all of them, undefined where they are not known. */
  readonly selector?: readonly LabelCondition[];
  /** Whether its pods may open only the connections that a policy allows. */
  readonly restrictsEgress: Value<boolean>;
  readonly egress: readonly EgressRule[];
  /** What is declared in the same environment. */
  readonly surroundings: NetworkSurroundings;
}

/** The databases of an environment, and whether its network is certainly Cilium's. */
export interface NetworkSurroundings {
  readonly databases: readonly Database[];
  readonly usesCilium: boolean;
}

/** A condition on one label of a pod. */
export interface LabelCondition {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** Connections that a policy allows: to any of its peers, on any of its ports. */
export interface EgressRule {
  readonly peers: readonly Peer[];
  /** TCP ports; `unknown` where they are named or templates. */
  readonly ports: 'all' | 'unknown' | readonly number[];
  readonly origin: Origin;
}

/** Whom a rule allows connections to. */
export type Peer =
  | { readonly kind: 'everything' }
  /** What is outside the cluster. */
  | { readonly kind: 'outside' }
  /** All that is inside. */
  | { readonly kind: 'cluster' }
  | { readonly kind: 'api-server' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'network'; readonly cidr: string; readonly except: readonly string[] }
  /** Pods of one namespace, or of some that are not known; `isNarrowed` where not all of them. */
  | { readonly kind: 'pods'; readonly namespace: Value<string> | undefined; readonly isNarrowed: boolean }
  | { readonly kind: 'host'; readonly name: string };
