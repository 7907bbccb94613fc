import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Named } from '../link.ts';
import type { Part } from '../part.ts';

/** What a job asks of the cluster that it runs in, and whom it asks as. */
export interface ClusterAccess {
  readonly job: Part;
  readonly namespace: Value<string>;
  /** The service account that its pods run as; `default` where none is written. */
  readonly account: Value<string>;
  /** Whether its pods get a token of that account. */
  readonly hasToken: Value<boolean>;
  /** Set where it may sign in as somebody else; says with what. */
  readonly otherwise?: string;
  /** What its script asks for, in the order of the script; what is not certain is left out. */
  readonly requests: readonly AccessRequest[];
  /** Whether the account is in the files, or is there by itself as `default` is. */
  readonly isAccountKnown: boolean;
  /** The bindings that give the account something, or may. */
  readonly bindings: readonly AccessBinding[];
}

/** One thing that a command asks for. */
export interface AccessRequest {
  /** The verbs with which it can be had: one of them is enough. */
  readonly verbs: readonly string[];
  /** In the plural, with the part of it that is meant: `pods`, `pods/exec`. */
  readonly resource: string;
  /** The API group; undefined where the resource is named in a way that leaves it open. */
  readonly group?: string;
  /** The name of the object: undefined where the request has none, such as a list, or the creation of an object. */
  readonly name?: Value<string>;
  /** Where it is: in the job's own namespace, in another, or in no one's. */
  readonly scope:
    | { readonly kind: 'own' | 'cluster' | 'unknown' }
    | { readonly kind: 'namespace'; readonly name: string };
  /** The command that asks, such as `kubectl delete`. */
  readonly command: string;
  readonly at: Origin;
}

/** A RoleBinding or ClusterRoleBinding with what its role allows. */
export interface AccessBinding extends Named {
  /** Whether it holds everywhere. */
  readonly isClusterWide: boolean;
  /** The role; undefined where the files do not have it. */
  readonly role?: Part;
  readonly rules: readonly AccessRule[];
  /** Set where it may allow more than that, or may be for somebody else; says why. */
  readonly unknown?: string;
}

/** A rule of a role. A list that is undefined is not known, and may hold anything. */
export interface AccessRule {
  readonly groups: readonly string[] | undefined;
  readonly resources: readonly string[] | undefined;
  readonly verbs: readonly string[] | undefined;
  /** Empty where it is about objects of any name. */
  readonly names: readonly string[] | undefined;
}
